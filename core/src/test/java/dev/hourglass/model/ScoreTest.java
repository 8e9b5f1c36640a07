package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.corruption.Masking;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/// The error of each sample.
class ScoreTest {
    private static final Dataset DISCS = Examples.discs(75);
    private static final List<TrainedAutoencoder> MODELS = List.of(
            TrainedAutoencoder.initial(Examples.dense(), 3),
            TrainedAutoencoder.initial(Examples.corrupted(new NoCorruption()), 3));

    @Test
    void isTheMeanSquaredDifferenceOverFeatures() {
        var spec = new Autoencoder(
                Shape.of(2), List.of(new Dense(1, Activation.IDENTITY)), List.of(new Dense(2, Activation.IDENTITY)),
                new MeanSquaredError());
        // The first feature comes back doubled, the second as 0.
        var model = TrainedAutoencoder.of(spec, new float[] {1, 0, 0, 2, 0, 0, 0}, Map.of());
        var data = Dataset.ofFloats("two", Shape.of(2), new float[] {3, 4, 0, 0}, Optional.empty());

        assertThat(model.score(data)).containsExactly((3 * 3 + 4 * 4) / 2.0, 0);
    }

    @Test
    void hasTheMeanThatEvaluatePrints() {
        for (var model : MODELS) {
            var scores = model.score(DISCS);

            assertThat(Arrays.stream(scores).sequential().sum() / scores.length)
                    .isEqualTo(((ReconstructionEvaluation) model.evaluate(DISCS, 1)).mse());
        }
    }

    @Test
    void isTheSameInAnyCompanyAndOnAnyNumberOfThreads() throws InterruptedException, ExecutionException {
        for (var model : MODELS) {
            var together = model.score(DISCS);

            for (int i = 0; i < DISCS.size(); i++) {
                assertThat(model.score(DISCS.slice(i, i + 1))).containsExactly(together[i]);
            }
            try (var one = new ForkJoinPool(1)) {
                assertThat(one.submit(() -> model.score(DISCS)).get()).isEqualTo(together);
            }
        }
    }

    @Test
    void isTheSameOfMoreSamplesThanAreReconstructedAtOnce() {
        int features = 1 << 12;
        int count = 1100;
        var spec = new Autoencoder(
                Shape.of(features), List.of(new Dense(1, Activation.IDENTITY)),
                List.of(new Dense(features, Activation.IDENTITY)), new MeanSquaredError());
        var model = TrainedAutoencoder.initial(spec, 1);
        var values = new float[features * count];
        for (int i = 0; i < count; i++) values[i * features + i] = i;
        var data = Dataset.ofFloats("many", Shape.of(features), values, Optional.empty());

        var together = model.score(data);

        for (int i : new int[] {0, 1, 1022, 1023, 1024, 1025, 1099}) {
            assertThat(model.score(data.slice(i, i + 1))).containsExactly(together[i]);
        }
    }

    @Test
    void isOfTheSampleAsItIs() {
        var spec = Examples.corrupted(new Masking(0.5));
        var denoiser = TrainedAutoencoder.initial(spec, 3);
        var plain = TrainedAutoencoder.of(Examples.corrupted(new NoCorruption()), denoiser.weights(), Map.of());

        assertThat(denoiser.score(DISCS)).isEqualTo(plain.score(DISCS));
    }

    @Test
    void isOfNoClassifierAndOfNoOtherShape() {
        var classifier = TrainedAutoencoder.initial(Examples.classifier(), 1);

        assertThatThrownBy(() -> classifier.score(DISCS)).isInstanceOf(SpecException.class)
                .hasMessageStartingWith("the model is a classifier of 3 classes and cannot reconstruct");
        var other = Dataset.ofFloats("other", Shape.of(2), new float[2], Optional.empty());
        assertThatThrownBy(() -> MODELS.getFirst().score(other)).isInstanceOf(DataException.class);
    }
}
