package dev.hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.data.ComputedDataset;
import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.optimizer.Adam;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Data that others implement, with rows that are computed on demand, as those of a memory-mapped file.
class OwnDatasetTest {
    private static final int SIZE = 90;
    private static final TrainingOptions OPTIONS = TrainingOptions.of(new Adam(0.005)).withEpochs(3).withBatchSize(20)
            .withSeed(4).withValidation(0.2);

    @Test
    void trainsToTheSameBitsAsAnArray() {
        for (var spec : List.of(Examples.dense(), Examples.convolutional(), Examples.variational())) {
            var one = new Trainer(spec, OPTIONS).train(computed(spec));
            var other = new Trainer(spec, OPTIONS).train(array(spec));

            assertThat(one.model().weightsSha256()).isEqualTo(other.model().weightsSha256());
            assertThat(one.epochs()).extracting(EpochReport::validationLoss)
                    .isEqualTo(other.epochs().stream().map(EpochReport::validationLoss).toList());
            assertThat(one.model().metadata().get("data.fingerprint"))
                    .isEqualTo(other.model().metadata().get("data.fingerprint"));
            assertThat(one.model().encode(computed(spec))).isDeepEqualTo(other.model().encode(array(spec)));
        }
    }

    @Test
    void trainsWithLabelsToTheSameBitsAsAnArray() {
        var spec = Examples.classifier();
        var labels = Labels.of(IntStream.range(0, SIZE).map(i -> i % 3).toArray());

        assertThat(new Trainer(spec, OPTIONS).train(computed(spec).withLabels(labels)).model().weightsSha256())
                .isEqualTo(new Trainer(spec, OPTIONS).train(array(spec).withLabels(labels)).model().weightsSha256());
    }

    @Test
    void resumesWhatWasTrainedOnAnArray(@TempDir Path folder) {
        var spec = Examples.dense();
        var whole = new Trainer(spec, OPTIONS).withCheckpoints(folder).train(array(spec));
        var checkpoint = Checkpoint.latest(folder).orElseThrow();

        assertThat(new Trainer(spec, OPTIONS).resume(checkpoint).train(computed(spec)).model().weightsSha256())
                .isEqualTo(whole.model().weightsSha256());
    }

    @Test
    void refusesValuesThatAreNotFiniteBeforeTheFirstStep() {
        var spec = Examples.dense();
        var wrong = new ComputedDataset("sensors", spec.input(), SIZE, OptionalInt.empty(),
                (sample, feature) -> sample == 7 && feature == 2 ? Float.NaN : 0);

        assertThatExceptionOfType(DataException.class).isThrownBy(() -> new Trainer(spec, OPTIONS).train(wrong))
                .withMessage("sensors: sample 7, feature 2: expected a finite number, found NaN; remove or fill it");
    }

    @Test
    void computesTheFingerprintOnceInATraining(@TempDir Path folder) {
        var count = new AtomicInteger();
        var spec = Examples.dense();
        var counting = new Counting(computed(spec), count);

        new Trainer(spec, OPTIONS.withValidation(0)).withCheckpoints(folder).train(counting, array(spec));

        assertThat(count).hasValue(1);
    }

    /// Counts how often the fingerprint is computed, which takes as long as reading all samples.
    private record Counting(Dataset samples, AtomicInteger count) implements Dataset {
        @Override
        public String name() {
            return samples.name();
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
        public void read(int sample, int from, int count, float[] into, int at, int stride) {
            samples.read(sample, from, count, into, at, stride);
        }

        @Override
        public String fingerprint() {
            count.incrementAndGet();
            return samples.fingerprint();
        }
    }

    private static Dataset computed(Autoencoder spec) {
        return new ComputedDataset("computed", spec.input(), SIZE, OptionalInt.empty(), OwnDatasetTest::feature);
    }

    private static Dataset array(Autoencoder spec) {
        return Dataset.ofFloats("array", spec.input(), SIZE, (sample, into) -> {
            for (int i = 0; i < into.length; i++) {
                into[i] = feature(sample, i);
            }
        }, Optional.empty());
    }

    private static float feature(int sample, int feature) {
        return (sample * 31 + feature * 7) % 97 / 96f;
    }
}
