package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Flatten;
import dev.hourglass.spec.layer.Reshape;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.optimizer.Adam;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class LayerActivityTest {
    private static final Dataset DISCS = Examples.discs(50);
    private static final int[] ORDER = IntStream.range(0, DISCS.size()).toArray();
    private static final int SIZE = Examples.PICTURE.size();

    /// A step with looks between gives the same weights as one without.
    @Test
    void changesNothingByLooking() {
        for (var spec : List.of(Examples.dense(), Examples.convolutional(), Examples.penalised(),
                Examples.winnerTakeAll(), Examples.residual())) {
            try (var looking = engine(spec); var plain = engine(spec)) {
                for (int step = 0; step < 3; step++) {
                    assertThat(looking.step(ORDER, step * 16, 16, 1, 1))
                            .isEqualTo(plain.step(ORDER, step * 16, 16, 1, 1));
                    looking.activities(40);
                    looking.firstActivities(40);
                    looking.movement();
                }
                assertThat(looking.weights()).isEqualTo(plain.weights());
            }
        }
    }

    /// Biases of -1000 or 1000 make an activation flat everywhere, where it has such an end.
    @ParameterizedTest
    @EnumSource(value = Activation.class, mode = Mode.EXCLUDE, names = {"IDENTITY", "LEAKY_RELU", "GELU", "SILU"})
    void countsUnitsThatAreFlatForEverySample(Activation activation) {
        var spec = new Autoencoder(
                Examples.PICTURE, List.of(new Flatten(), new Dense(6, activation)),
                List.of(new Dense(SIZE, Activation.IDENTITY), new Reshape(Examples.PICTURE)), new MeanSquaredError());
        try (var engine = engine(spec)) {
            var weights = engine.weights();
            for (int unit = 0; unit < 2; unit++) weights[SIZE * 6 + unit] = -1000;
            engine.begin(weights);
            engine.step(ORDER, 0, 16, 1, 0);

            assertThat(engine.activities(1000)).singleElement().isEqualTo(
                    new LayerActivity("encoder layer 2 (dense 198->6)", activation, 2, 6, 50));
            assertThat(engine.activities(20)).singleElement().satisfies(
                    layer -> assertThat(layer.samples()).isEqualTo(20));
            assertThat(engine.movement()).isZero();
        }
    }

    /// Pixels that are black in every picture are where they should be.
    @Test
    void countsOutputsOnlyWhereTheyAreAwayFromTheirTargets() {
        var spec = new Autoencoder(
                Examples.PICTURE, List.of(new Flatten()),
                List.of(new Dense(SIZE, Activation.SIGMOID), new Reshape(Examples.PICTURE)), new MeanSquaredError());
        try (var engine = engine(spec)) {
            var weights = engine.weights();
            Arrays.fill(weights, SIZE * SIZE, weights.length, -1000);
            engine.begin(weights);
            engine.step(ORDER, 0, 16, 1, 0);
            long lit = IntStream.range(0, SIZE)
                    .filter(f -> IntStream.of(ORDER).anyMatch(i -> DISCS.sample(i)[f] > 0.01))
                    .count();

            assertThat(engine.activities(1000)).singleElement().satisfies(layer -> {
                assertThat(layer.dead()).isEqualTo((int) lit);
                assertThat(layer.units()).isEqualTo(SIZE);
            });
        }
    }

    @Test
    void countsFiltersOfConvolutionsAndNoLogits() {
        var spec = new Autoencoder(
                Examples.PICTURE, List.of(new Conv2d(3, 3, Activation.RELU)),
                List.of(new Conv2d(Examples.PICTURE.channels(), 3, Activation.SIGMOID)), new BinaryCrossEntropy());
        try (var engine = engine(spec)) {
            engine.step(ORDER, 0, 16, 1, 1);

            assertThat(engine.activities(1000)).singleElement().satisfies(layer -> {
                assertThat(layer.units()).isEqualTo(3);
                assertThat(layer.dead()).isLessThan(3);
            });
        }
    }

    private static TrainingEngine engine(Autoencoder spec) {
        return new TrainingEngine(spec, new Adam(0.01), 16, 1, DISCS, 2);
    }
}
