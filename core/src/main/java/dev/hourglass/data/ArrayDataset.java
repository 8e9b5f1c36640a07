package dev.hourglass.data;

import dev.hourglass.spec.Shape;
import java.util.List;
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
    private final List<String> sampleNames;
    /// Empty until it is asked for: it takes as long as reading all samples.
    private volatile String fingerprint = "";

    private ArrayDataset(
            String name, Shape shape, Features features, Optional<Labels> labels, List<String> sampleNames) {
        this.name = name;
        this.shape = shape;
        this.size = shape.size();
        this.features = features;
        this.labels = labels;
        this.sampleNames = List.copyOf(sampleNames);
        requireWhole();
    }

    static ArrayDataset of(String name, Shape shape, Features features, Optional<Labels> labels) {
        return new ArrayDataset(name, shape, features, labels, List.of());
    }

    private void requireWhole() {
        if (features.count() % size != 0) {
            throw new DataException(String.format(Locale.ROOT,
                    "%s: expected complete samples of %d features, found %d values", name, size, features.count()));
        }
        if (labels.isPresent() && labels.get().size() != size()) {
            throw new DataException(String.format(Locale.ROOT,
                    "%s: expected a label for each of %d samples, found %d labels", name, size(), labels.get().size()));
        }
        if (!sampleNames.isEmpty() && sampleNames.size() != size()) {
            throw new DataException(String.format(Locale.ROOT,
                    "%s: expected a name for each of %d samples, found %d names", name, size(), sampleNames.size()));
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
    public List<String> sampleNames() {
        return sampleNames;
    }

    @Override
    public Dataset withLabels(Labels others) {
        return new ArrayDataset(name, shape, features, Optional.of(others), sampleNames);
    }

    @Override
    public Dataset withSampleNames(List<String> names) {
        return new ArrayDataset(name, shape, features, labels, names);
    }

    @Override
    public String fingerprint() {
        if (fingerprint.isEmpty()) {
            var all = Fingerprint.of(shape, labels);
            features.addTo(all, 0, features.count());
            fingerprint = all.hex();
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
}
