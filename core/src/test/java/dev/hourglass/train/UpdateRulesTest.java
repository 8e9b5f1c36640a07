package dev.hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.GradientClipping;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TensorGroup;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.WeightAverage;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.optimizer.AdamW;
import dev.hourglass.spec.optimizer.Sgd;
import dev.hourglass.spec.schedule.Plateau;
import dev.hourglass.train.TrainingResult.Ending;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How gradients become weights beyond the optimizer: clipping, averages of weights, groups of tensors, rates that follow the loss.
class UpdateRulesTest {
    private static final Dataset DISCS = Examples.discs(128);
    private static final TrainingOptions SGD = TrainingOptions.of(new Sgd(1)).withEpochs(1).withBatchSize(128)
            .withSeed(1);

    @TempDir
    Path folder;

    private static TrainedAutoencoder train(TrainingOptions options) {
        return new Trainer(Examples.dense(), options).train(DISCS).model();
    }

    private static float[] weights(TrainedAutoencoder model) {
        var all = new ArrayList<Float>();
        for (var tensor : model.weights()) {
            for (float value : tensor.values()) {
                all.add(value);
            }
        }
        var values = new float[all.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = all.get(i);
        }
        return values;
    }

    private static double distance(float[] one, float[] other) {
        double squares = 0;
        for (int i = 0; i < one.length; i++) {
            squares += Math.pow((double) one[i] - other[i], 2);
        }
        return Math.sqrt(squares);
    }

    @Test
    void aGradientThatIsTooLongIsShortenedToTheBound() {
        var begun = weights(TrainedAutoencoder.initial(Examples.dense(), 1));
        double free = distance(weights(train(SGD)), begun);
        double bound = free / 3;
        assertThat(distance(weights(train(SGD.withClip(new GradientClipping(bound)))), begun))
                .isCloseTo(bound, within(1e-4 * bound));
    }

    @Test
    void aBoundThatIsNeverReachedChangesNothing() {
        assertThat(train(SGD.withEpochs(3).withClip(new GradientClipping(1e6))).weightsSha256())
                .isEqualTo(train(SGD.withEpochs(3)).weightsSha256());
    }

    @Test
    void theAverageIsThatOfTheWeightsAfterEachStep() {
        int steps = 5;
        double decay = 0.7;
        var expected = new double[weights(train(SGD)).length];
        for (int step = 1; step <= steps; step++) {
            var after = weights(train(SGD.withEpochs(step)));
            double share = (1 - decay) * Math.pow(decay, steps - step) / (1 - Math.pow(decay, steps));
            for (int i = 0; i < expected.length; i++) {
                expected[i] += share * after[i];
            }
        }
        var found = weights(train(SGD.withEpochs(steps).withAverage(new WeightAverage(decay))));
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) found[i]).isCloseTo(expected[i], within(1e-5));
        }
    }

    @Test
    void aGroupWithoutARateStaysAsItIsAndTheOthersLearn() {
        var begun = TrainedAutoencoder.initial(Examples.dense(), 1).weights();
        var trained = train(SGD.withGroups(List.of(new TensorGroup("encoder", 0)))).weights();
        for (int i = 0; i < begun.size(); i++) {
            boolean isFrozen = begun.get(i).name().startsWith("encoder.");
            assertThat(Arrays.equals(trained.get(i).values(), begun.get(i).values()))
                    .as(begun.get(i).name()).isEqualTo(isFrozen);
        }
    }

    @Test
    void aGroupHasItsOwnRateAndDecay() {
        var groups = List.of(new TensorGroup("decoder.0.weight", 1, Optional.of(0.0)), new TensorGroup("decoder", 0.5));
        var options = SGD.withOptimizer(new AdamW(0.01, 0.9, 0.999, 1e-8, 0.5)).withEpochs(2);
        var own = train(options.withGroups(groups));
        assertThat(own.weightsSha256()).isNotEqualTo(train(options).weightsSha256());
        var one = train(options.withGroups(List.of(new TensorGroup("encoder", 1), new TensorGroup("decoder", 1))));
        assertThat(one.weightsSha256()).isEqualTo(train(options).weightsSha256());
    }

    @Test
    void groupsNameTensorsThatAreThere() {
        assertThatThrownBy(
                () -> train(SGD.withGroups(List.of(new TensorGroup("encoder", 1), new TensorGroup("encodr", 1)))))
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "train.groups: expected the beginning of the name of a tensor that is in no group before, such as "
                                + "decoder.0.weight, found 'encodr'");
        assertThatThrownBy(() -> SGD.withGroups(List.of(new TensorGroup("encoder", 1, Optional.of(0.1)))))
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "train: weight_decay of groups needs an optimizer that decays weights, adamw, found another one");
    }

    @Test
    void theRateFallsWhereTheLossDoesNot() {
        var options = SGD.withOptimizer(new Sgd(1e-9)).withEpochs(5).withBatchSize(64)
                .withSchedule(new Plateau(2, 0.5, 1e-3, 0));
        var rates = new Trainer(Examples.dense(), options).train(DISCS).epochs().stream()
                .map(EpochReport::learningRate).toList();
        assertThat(rates).containsExactly(1e-9, 1e-9, 1e-9, 0.5e-9, 0.5e-9);
    }

    static Stream<TrainingOptions> options() {
        var adam = TrainingOptions.of(new Adam(0.003)).withEpochs(4).withBatchSize(32);
        return Stream.of(
                adam.withAverage(new WeightAverage(0.9)),
                adam.withClip(new GradientClipping(0.01)).withBuckets(4),
                adam.withValidation(0.25).withSchedule(new Plateau(1, 0.5, 1, 0)),
                adam.withGroups(List.of(new TensorGroup("encoder.0", 0.1))).withAverage(new WeightAverage(0.5)));
    }

    @ParameterizedTest
    @MethodSource("options")
    void resumeToTheSameBitsOnAnyNumberOfThreads(TrainingOptions options) {
        var whole = new Trainer(Examples.dense(), options).withThreads(1).train(DISCS).model();
        var isStopping = new AtomicBoolean();
        var listener = new TrainingListener() {
            @Override
            public void onStep(StepReport step) {
                isStopping.set(step.epoch() == 3 && step.step() == 2);
            }
        };
        var stopped = new Trainer(Examples.dense(), options).withCheckpoints(folder).stopWhen(isStopping::get)
                .withListener(listener).train(DISCS);
        assertThat(stopped.ending()).isEqualTo(Ending.INTERRUPTED);
        var checkpoint = Checkpoint.latest(folder).orElseThrow();
        assertThat(checkpoint.model().weightsSha256()).isEqualTo(stopped.model().weightsSha256());
        var resumed = new Trainer(Examples.dense(), options).withThreads(3).resume(checkpoint).train(DISCS).model();
        assertThat(resumed.weightsSha256()).isEqualTo(whole.weightsSha256());
    }
}
