package dev.hourglass.experiments.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.DataSplit;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.spec.Shape;
import dev.hourglass.testing.KnownModels;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbeTest {
    /// Two classes that a feature tells apart in the training samples, and in three of the four test samples.
    private static final DataSplit DATA = new DataSplit(
            samples(Labels.of(0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1), 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1),
            samples(Labels.of(0, 1, 1, 1), 0.1f, 0.9f, 0.1f, 0.8f));

    @Test
    void learnsFromTrainingCodesAndIsJudgedOnTestCodes() {
        assertThat(Probe.of(KnownModels.first(2, 1, 0), DATA)).isEqualTo(new Probe(5, 0.75, 0.75));
    }

    private static Dataset samples(Labels labels, float... first) {
        var values = new float[2 * first.length];
        for (int i = 0; i < first.length; i++) values[2 * i] = first[i];
        return Dataset.ofFloats("known", Shape.of(2), values, Optional.of(labels));
    }
}
