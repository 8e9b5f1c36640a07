package dev.hourglass.data;

import dev.hourglass.spec.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// The samples of another dataset with a name, labels and sample names of their own.
final class AnnotatedDataset implements Dataset {
    private final Dataset samples;
    private final String name;
    private final Optional<Labels> labels;
    private final List<String> sampleNames;
    /// Empty until it is asked for: it takes as long as reading all samples.
    private volatile String fingerprint = "";

    /// @throws DataException if there is not one label or name for each sample
    AnnotatedDataset(Dataset samples, String name, Optional<Labels> labels, List<String> sampleNames) {
        this.samples = samples instanceof AnnotatedDataset annotated ? annotated.samples : samples;
        this.name = name;
        this.labels = labels;
        this.sampleNames = List.copyOf(sampleNames);
        labels.ifPresent(classes -> requireOneEach("label", classes.size()));
        if (!sampleNames.isEmpty()) {
            requireOneEach("name", sampleNames.size());
        }
    }

    private void requireOneEach(String what, int found) {
        if (found != size()) {
            throw new DataException(name,
                    String.format(Locale.ROOT, "expected a %s for each of %d samples, found %d %ss",
                            what, size(), found, what));
        }
    }

    /// Where the features are read from.
    Dataset samples() {
        return samples;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Shape shape() {
        return samples.shape();
    }

    @Override
    public int size() {
        return samples.size();
    }

    @Override
    public Optional<Labels> labels() {
        return labels;
    }

    @Override
    public OptionalInt bits() {
        return samples.bits();
    }

    @Override
    public boolean hasMissing() {
        return samples.hasMissing();
    }

    @Override
    public List<String> sampleNames() {
        return sampleNames;
    }

    @Override
    public String fingerprint() {
        if (fingerprint.isEmpty()) {
            fingerprint = labels.equals(samples.labels()) ? samples.fingerprint() : Fingerprint.of(this);
        }
        return fingerprint;
    }

    @Override
    public void read(int sample, int from, int count, float[] into, int at, int stride) {
        samples.read(sample, from, count, into, at, stride);
    }

    @Override
    public int prefetch(int sample) {
        return samples.prefetch(sample);
    }
}
