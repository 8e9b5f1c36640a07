package dev.hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.init.NormalInit;
import dev.hourglass.spec.init.Zeros;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.optimizer.Optimizer;
import dev.hourglass.spec.optimizer.Sgd;
import dev.hourglass.spec.schedule.ConstantSchedule;
import dev.hourglass.spec.schedule.StepDecay;
import dev.hourglass.spec.schedule.Warmup;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Losses that stand still, and the advice that fits the reason.
class StalledTrainingTest {
    private static final Dataset DISCS = Examples.discs(160);
    private static final int SIZE = Examples.PICTURE.size();

    /// The loss moves at first, then no more.
    @Test
    void namesUnitsThatTooLargeStepsHaveKilled() {
        var linear = new Autoencoder(
                Shape.of(SIZE), List.of(new Dense(8, Activation.RELU)), List.of(new Dense(SIZE, Activation.IDENTITY)),
                new MeanSquaredError());

        var diagnostics = diagnostics(linear,
                TrainingOptions.of(new Sgd(40)).withEpochs(12).withBatchSize(16).withSeed(1));

        assertThat(diagnostics).singleElement().asString().matches(
                "the loss has stalled: it was \\S+ in epoch \\d+ and \\S+ in epoch \\d+; all 8 units of encoder layer 1 \\(dense 198->8\\) "
                        + "are dead, their activation \\(relu\\) is flat for every one of 160 samples and pass no gradient; "
                        + "start again with a lower learning_rate \\(now 40.0, try 0.1\\)");
    }

    @Test
    void namesOutputsThatTooLargeStepsHaveSaturated() {
        assertThat(train(relu(), new Adam(1000), 6)).singleElement().asString()
                .startsWith("the loss has stalled: it was ")
                .contains("all 198 units of decoder layer 1 (dense 8->198) are dead, their activation (sigmoid)")
                .endsWith("start again with a lower learning_rate (now 1000.0, try 0.001)");
    }

    @Test
    void namesThemAtTheEndOfATrainingThatIsTooShortToStandStill() {
        assertThat(train(relu(), new Adam(1000), 2)).singleElement().asString()
                .startsWith("all 198 units of decoder layer 1 (dense 8->198) are dead")
                .endsWith("start again with a lower learning_rate (now 1000.0, try 0.001)");
    }

    @Test
    void namesUnitsThatWereDeadBeforeTheFirstStep() {
        var saturated = new Dense(8, Activation.SIGMOID, new NormalInit(10_000), new Zeros());

        assertThat(train(spec(saturated), new Adam(0.01), 3)).singleElement().asString()
                .contains("of encoder layer 1 (dense 198->8) are dead", "(sigmoid)")
                .endsWith(
                        "from the start; scale the data, or use another initialisation or activation");
    }

    @Test
    void namesOutputsThatSaturateAwayFromTheirTargets() {
        var spec = new Autoencoder(
                Shape.of(SIZE), List.of(new Dense(8, Activation.IDENTITY)),
                List.of(new Dense(SIZE, Activation.SIGMOID, new Zeros(), new NormalInit(10_000))),
                new MeanSquaredError());

        assertThat(train(spec, new Adam(0.01), 3)).singleElement().asString()
                .contains("of decoder layer 1 (dense 8->198) are dead", "from the start");
    }

    @Test
    void asksForALargerRateWhereTheWeightsHardlyMove() {
        assertThat(train(relu(), new Sgd(1e-6), 6)).singleElement().asString()
                .startsWith("the loss has stalled: ")
                .contains("% of their norm; the learning_rate 1.0E-6 is too small: try 0.1");
        assertThat(train(relu(), new Adam(1e-7), 6)).singleElement().asString().contains("is too small: try 0.001");
    }

    @Test
    void blamesAScheduleThatHasEndedTheTraining() {
        var options = TrainingOptions.of(new Adam(0.01)).withEpochs(20).withBatchSize(16).withSeed(1)
                .withSchedule(new StepDecay(2, 1e-6));

        assertThat(diagnostics(relu(), options)).singleElement().asString().matches(
                "the loss has stalled: .*; the schedule has lowered the learning_rate from 0.01 to 1.0E-14; use a slower schedule, or train for fewer epochs");
    }

    /// Nothing but the biases of the outputs can move where all weights are zero.
    @Test
    void reportsThatMoreEpochsAreOfNoUseWhereNothingElseHoldsTheLoss() {
        var zeros = new Autoencoder(
                Shape.of(SIZE), List.of(new Dense(8, Activation.TANH, new Zeros(), new Zeros())),
                List.of(new Dense(SIZE, Activation.IDENTITY, new Zeros(), new Zeros())), new MeanSquaredError());
        var options = TrainingOptions.of(new Sgd(30)).withEpochs(60).withBatchSize(DISCS.size()).withSeed(1);

        assertThat(diagnostics(zeros, options)).singleElement().asString()
                .endsWith(
                        "more epochs will not help; train for fewer, or try another initialisation");
    }

    @Test
    void isSilentWhereALossFallsOrHasFallen() {
        assertThat(train(relu(), new Adam(0.01), 6)).isEmpty();
        assertThat(train(relu(), new Adam(0.01), 150)).isEmpty();
        assertThat(train(Examples.dense(), new Adam(0.01), 100)).isEmpty();
    }

    @Test
    void isSilentWhereAnEpochIsOneStep() {
        assertThat(diagnostics(relu(),
                TrainingOptions.of(new Adam(0.005)).withEpochs(20).withBatchSize(DISCS.size()).withSeed(1))).isEmpty();
    }

    @Test
    void waitsForTheEndOfAWarmUp() {
        var options = TrainingOptions.of(new Adam(0.01)).withEpochs(8).withBatchSize(80).withSeed(1)
                .withSchedule(new Warmup(2000, new ConstantSchedule()));

        assertThat(diagnostics(relu(), options)).isEmpty();
    }

    @Test
    void isSilentOfALossOfZero() {
        var black = Dataset.ofFloats("black", Shape.of(SIZE), new float[40 * SIZE], Optional.empty());
        var linear = new Autoencoder(
                Shape.of(SIZE), List.of(new Dense(8, Activation.IDENTITY)),
                List.of(new Dense(SIZE, Activation.IDENTITY)), new MeanSquaredError());

        assertThat(new Trainer(linear, TrainingOptions.of(new Adam(0.01)).withEpochs(6).withBatchSize(4).withSeed(1))
                .train(black).diagnostics())
                .isEmpty();
    }

    private static Autoencoder relu() {
        return spec(new Dense(8, Activation.RELU));
    }

    private static Autoencoder spec(Dense encoder) {
        return new Autoencoder(
                Shape.of(SIZE), List.of(encoder), List.of(new Dense(SIZE, Activation.SIGMOID)), new MeanSquaredError());
    }

    private static List<String> train(Autoencoder spec, Optimizer optimizer, int epochs) {
        return diagnostics(spec, TrainingOptions.of(optimizer).withEpochs(epochs).withBatchSize(16).withSeed(1));
    }

    private static List<String> diagnostics(Autoencoder spec, TrainingOptions options) {
        return new Trainer(spec, options).train(DISCS).diagnostics().stream().map(Diagnostic::message).toList();
    }
}
