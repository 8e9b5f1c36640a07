package dev.hourglass.data;

import dev.hourglass.spec.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// Some of another dataset's samples, in an order of their own.
final class DatasetSelection implements Dataset {
    private final Dataset whole;
    private final int[] samples;
    private final String name;
    private final Optional<Labels> labels;
    private final List<String> sampleNames;
    /// Empty until it is asked for: it takes as long as reading all samples.
    private volatile String fingerprint = "";

    private DatasetSelection(
            Dataset whole, int[] samples, String name, Optional<Labels> labels, List<String> sampleNames) {
        this.whole = whole;
        this.samples = samples;
        this.name = name;
        this.labels = labels;
        this.sampleNames = sampleNames;
    }

    /// @throws IndexOutOfBoundsException if an index is not one of a sample
    static DatasetSelection of(Dataset of, int[] samples) {
        for (int sample : samples) {
            Objects.checkIndex(sample, of.size());
        }
        var names = of.sampleNames();
        // Labels and names are selected here, so that what only adds those is passed over when samples are read.
        var source = of instanceof AnnotatedDataset annotated ? annotated.samples() : of;
        return new DatasetSelection(
                source instanceof DatasetSelection some ? some.whole : source,
                source instanceof DatasetSelection some
                        ? Arrays.stream(samples).map(i -> some.samples[i]).toArray()
                        : samples.clone(),
                of.name(),
                of.labels().map(classes -> classes.select(samples)),
                names.isEmpty() ? List.of() : Arrays.stream(samples).mapToObj(names::get).toList());
    }

    @Override
    public String name() {
        return name;
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
    public boolean hasMissing() {
        return whole.hasMissing();
    }

    @Override
    public List<String> sampleNames() {
        return sampleNames;
    }

    @Override
    public String fingerprint() {
        if (fingerprint.isEmpty()) {
            fingerprint = Fingerprint.of(this);
        }
        return fingerprint;
    }

    void addTo(Fingerprint fingerprint, int sample) {
        fingerprint.addSample(whole, samples[sample]);
    }

    @Override
    public void read(int sample, int from, int count, float[] into, int at, int stride) {
        whole.read(samples[sample], from, count, into, at, stride);
    }

    @Override
    public int prefetch(int sample) {
        return whole.prefetch(samples[sample]);
    }
}
