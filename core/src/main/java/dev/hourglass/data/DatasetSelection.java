package dev.hourglass.data;

import dev.hourglass.spec.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// Some of another dataset's samples, in an order of their own.
final class DatasetSelection implements Dataset {
    private final ArrayDataset whole;
    private final int[] samples;
    private final Optional<Labels> labels;
    private final List<String> sampleNames;
    /// Empty until it is asked for: it takes as long as reading all samples.
    private volatile String fingerprint = "";

    private DatasetSelection(
            ArrayDataset whole, int[] samples, Optional<Labels> labels, List<String> sampleNames) {
        this.whole = whole;
        this.samples = samples;
        this.labels = labels;
        this.sampleNames = sampleNames;
    }

    /// @throws IndexOutOfBoundsException if an index is not one of a sample
    static DatasetSelection of(Dataset of, int[] samples) {
        for (int sample : samples) {
            Objects.checkIndex(sample, of.size());
        }
        var names = of.sampleNames();
        return new DatasetSelection(
                switch (of) {
                    case ArrayDataset all -> all;
                    case DatasetSelection some -> some.whole;
                },
                switch (of) {
                    case ArrayDataset _ -> samples.clone();
                    case DatasetSelection some -> Arrays.stream(samples).map(i -> some.samples[i]).toArray();
                },
                of.labels().map(classes -> classes.select(samples)),
                names.isEmpty() ? List.of() : Arrays.stream(samples).mapToObj(names::get).toList());
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
    public OptionalInt bits() {
        return whole.bits();
    }

    @Override
    public List<String> sampleNames() {
        return sampleNames;
    }

    @Override
    public Dataset withLabels(Labels others) {
        requireOneEach("label", others.size());
        return new DatasetSelection(whole, samples, Optional.of(others), sampleNames);
    }

    @Override
    public Dataset withSampleNames(List<String> names) {
        requireOneEach("name", names.size());
        return new DatasetSelection(whole, samples, labels, List.copyOf(names));
    }

    private void requireOneEach(String what, int found) {
        if (found != samples.length) {
            throw new DataException(String.format(Locale.ROOT, "%s: expected a %s for each of %d samples, found %d %ss",
                    name(), what, samples.length, found, what));
        }
    }

    @Override
    public String fingerprint() {
        if (fingerprint.isEmpty()) {
            var all = Fingerprint.of(shape(), labels);
            for (int sample : samples) {
                whole.addTo(all, sample);
            }
            fingerprint = all.hex();
        }
        return fingerprint;
    }

    @Override
    public void read(int sample, int from, int count, float[] into, int at, int stride) {
        whole.read(samples[sample], from, count, into, at, stride);
    }
}
