package dev.hourglass.data;

import dev.hourglass.spec.Shape;
import java.util.Optional;

/// Samples that stand one behind the other in one array.
final class ArrayDataset implements Dataset {
    private final String name;
    private final Shape shape;
    private final int size;
    private final Features features;
    private final Optional<Labels> labels;
    /// Empty until somebody asks for it: it takes as long as reading all samples.
    private volatile String fingerprint = "";

    ArrayDataset(String name, Shape shape, Features features, Optional<Labels> labels) {
        this.name = name;
        this.shape = shape;
        this.size = shape.size();
        this.features = features;
        this.labels = labels;
        requireWhole();
    }

    private void requireWhole() {
        if (features.count() % size != 0) {
            throw new DataException("%s: expected whole samples of %d features, found %d numbers"
                    .formatted(name, size, features.count()));
        }
        if (labels.isPresent() && labels.get().size() != size()) {
            throw new DataException("%s: expected a label for each of %d samples, found %d labels"
                    .formatted(name, size(), labels.get().size()));
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
    public String fingerprint() {
        if (fingerprint.isEmpty()) {
            var all = Fingerprint.of(shape, labels);
            features.addTo(all);
            fingerprint = all.hex();
        }
        return fingerprint;
    }

    @Override
    public void read(int sample, int from, int count, float[] into, int at, int stride) {
        features.read(sample * size + from, count, into, at, stride);
    }
}
