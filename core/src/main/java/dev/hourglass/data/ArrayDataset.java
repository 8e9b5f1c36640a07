package dev.hourglass.data;

import dev.hourglass.spec.Shape;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// Samples that stand one behind the other in one array.
final class ArrayDataset implements Dataset {
    private final String name;
    private final Shape shape;
    private final int size;
    private final Features features;
    private final Optional<Labels> labels;
    /// Empty until it is asked for: it takes as long as reading all samples.
    private volatile String fingerprint = "";

    /// @throws DataException if there is a part of a sample, or not one label for each
    ArrayDataset(String name, Shape shape, Features features, Optional<Labels> labels) {
        this.name = name;
        this.shape = shape;
        this.size = shape.size();
        this.features = features;
        this.labels = labels;
        if (features.count() % size != 0) {
            throw new DataException(name, String.format(Locale.ROOT,
                    "expected complete samples of %d features, found %d values", size, features.count()));
        }
        if (labels.isPresent() && labels.get().size() != size()) {
            throw new DataException(name, String.format(Locale.ROOT,
                    "expected a label for each of %d samples, found %d labels", size(), labels.get().size()));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public int size() {
        return features.count() / size;
    }

    @Override
    public Optional<Labels> labels() {
        return labels;
    }

    @Override
    public OptionalInt bits() {
        return features.bits();
    }

    @Override
    public boolean hasMissing() {
        return features.hasMissing();
    }

    @Override
    public String fingerprint() {
        if (fingerprint.isEmpty()) {
            fingerprint = Fingerprint.of(this);
        }
        return fingerprint;
    }

    void addTo(Fingerprint fingerprint, int sample) {
        features.addTo(fingerprint, sample * size, size);
    }

    @Override
    public void read(int sample, int from, int count, float[] into, int at, int stride) {
        features.read(sample * size + from, count, into, at, stride);
    }

    @Override
    public int prefetch(int sample) {
        return features.prefetch(sample * size, size);
    }
}
