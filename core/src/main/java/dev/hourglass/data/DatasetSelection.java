package dev.hourglass.data;

import dev.hourglass.spec.Shape;
import java.util.Objects;
import java.util.Optional;

/// Some of another dataset's samples, in an order of their own.
final class DatasetSelection implements Dataset {
    private final Dataset whole;
    private final int[] samples;
    private final Optional<Labels> labels;

    /// @param samples not copied: the caller gives the array away
    DatasetSelection(Dataset whole, int[] samples) {
        this.whole = whole;
        this.samples = samples;
        for (int sample : samples) {
            Objects.checkIndex(sample, whole.size());
        }
        this.labels = whole.labels().map(classes -> classes.select(samples));
    }

    @Override
    public String name() {
        return whole.name();
    }

    @Override
    public Shape shape() {
        return whole.shape();
    }

    @Override
    public int size() {
        return samples.length;
    }

    @Override
    public Optional<Labels> labels() {
        return labels;
    }

    @Override
    public String fingerprint() {
        return Fingerprint.ofSelection(whole.fingerprint(), samples);
    }

    @Override
    public void read(int sample, int from, int count, float[] into, int at, int stride) {
        whole.read(samples[sample], from, count, into, at, stride);
    }
}
