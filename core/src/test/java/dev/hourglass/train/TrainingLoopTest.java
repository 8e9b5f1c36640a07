package dev.hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.internal.exec.TrainingEngine;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.EarlyStopping;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.optimizer.Sgd;
import dev.hourglass.spec.schedule.ConstantSchedule;
import dev.hourglass.spec.schedule.Cosine;
import dev.hourglass.spec.schedule.MultiStep;
import dev.hourglass.spec.schedule.Schedule;
import dev.hourglass.spec.schedule.StepDecay;
import dev.hourglass.spec.schedule.Warmup;
import dev.hourglass.train.TrainingResult.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an epoch is made of: its order, its batches, its rate, its loss, and when the last one comes.
class TrainingLoopTest {
    private static final Dataset DISCS = Examples.discs(100);
    /// Three batches of 32 samples and one of 4.
    private static final TrainingOptions OPTIONS = TrainingOptions.of(new Adam(0.01)).withEpochs(4).withBatchSize(32)
            .withSeed(7);
    /// A rate that is 0 in single precision.
    private static final Sgd STILL = new Sgd(1e-60);

    static List<Schedule> schedules() {
        return List.of(
                new ConstantSchedule(), new StepDecay(2, 0.5), new MultiStep(List.of(1, 3), 0.5), new Cosine(0.1),
                new Warmup(2.5, new ConstantSchedule()),
                new Warmup(1, new Cosine(0)));
    }

    /// The loop written down as the manual describes it, around the same engine.
    @ParameterizedTest
    @MethodSource("schedules")
    void takesTheStepsOfAPlainLoop(Schedule schedule) {
        var options = OPTIONS.withSchedule(schedule);
        var spec = Examples.dense();
        var order = new SampleOrder(DISCS.size(), options.seed());
        var losses = new ArrayList<Double>();
        var rates = new ArrayList<Double>();
        TrainedAutoencoder expected;
        try (var engine = new TrainingEngine(spec, options.optimizer(), 32, options.seed(), DISCS, 1)) {
            for (int epoch = 1; epoch <= 4; epoch++) {
                var samples = order.ofEpoch(epoch);
                double sum = 0;
                double factor = 0;
                for (int from = 0; from < 100; from += 32) {
                    int count = Math.min(32, 100 - from);
                    double progress = epoch - 1 + (from / 32 + 1) / 4.0;
                    factor = schedule.factor(progress, 4);
                    sum += count * engine.step(samples, from, count, epoch, factor);
                }
                losses.add(sum / 100);
                rates.add(0.01 * factor);
            }
            expected = TrainedAutoencoder.of(spec, engine.weights(), Map.of());
        }

        var result = new Trainer(spec, options).train(DISCS);

        assertThat(result.model().weightsSha256()).isEqualTo(expected.weightsSha256());
        assertThat(result.epochs()).extracting(EpochReport::loss).isEqualTo(losses);
        assertThat(result.epochs()).extracting(EpochReport::learningRate).isEqualTo(rates);
    }

    @Test
    void reportsTheRateOfAnEpochsLastStep() {
        assertThat(rates(new Warmup(2, new ConstantSchedule()))).containsExactly(0.005, 0.01, 0.01, 0.01);
        assertThat(rates(new StepDecay(2, 0.5))).containsExactly(0.01, 0.005, 0.005, 0.0025);
        assertThat(rates(new MultiStep(List.of(1, 3), 0.5))).containsExactly(0.005, 0.005, 0.0025, 0.0025);
        assertThat(rates(new Cosine(0)).getLast()).isCloseTo(0, within(1e-12));
    }

    private static List<Double> rates(Schedule schedule) {
        return new Trainer(Examples.dense(), OPTIONS.withSchedule(schedule)).train(DISCS).epochs().stream()
                .map(EpochReport::learningRate)
                .toList();
    }

    @Test
    void movesInTheFirstEpochOfAWarmUp() {
        var options = OPTIONS.withEpochs(1).withSchedule(new Warmup(1, new ConstantSchedule()));
        var begun = TrainedAutoencoder.initial(Examples.dense(), options.seed());

        assertThat(new Trainer(Examples.dense(), options).train(DISCS).model().weightsSha256())
                .isNotEqualTo(begun.weightsSha256());
    }

    /// The weights stand still, so a step's loss depends on its samples alone.
    @Test
    void takesTheSamplesOfEveryEpochInAnotherOrder() {
        var plain = new Autoencoder(
                Shape.of(Examples.PICTURE.size()), List.of(new Dense(5, Activation.TANH)),
                List.of(new Dense(Examples.PICTURE.size(), Activation.SIGMOID)), new MeanSquaredError());
        var reports = steps(plain, TrainingOptions.of(STILL).withEpochs(5).withBatchSize(32).withSeed(7));

        var first = reports.stream().filter(step -> step.step() == 1).map(StepReport::loss).toList();
        assertThat(first).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void countsEverySampleOfAnEpochOnceInItsLoss() {
        var reports = new ArrayList<StepReport>();
        var result = new Trainer(Examples.dense(), OPTIONS).withListener(keeping(reports)).train(DISCS);

        assertThat(reports).extracting(StepReport::samples).startsWith(32, 32, 32, 4, 32);
        for (var epoch : result.epochs()) {
            double sum = reports.stream()
                    .filter(step -> step.epoch() == epoch.epoch())
                    .mapToDouble(step -> step.samples() * step.loss())
                    .sum();
            assertThat(epoch.loss()).isCloseTo(sum / 100, within(1e-12));
            assertThat(epoch.samples()).isEqualTo(100);
        }
    }

    @Test
    void holdsTheLastSamplesOutToValidateWith() {
        var held = new Trainer(Examples.dense(), OPTIONS.withValidation(0.25)).train(DISCS);
        var split = new Trainer(Examples.dense(), OPTIONS).train(DISCS.slice(0, 75), DISCS.slice(75, 100));

        assertThat(held.model().weightsSha256()).isEqualTo(split.model().weightsSha256());
        assertThat(held.epochs()).extracting(EpochReport::validationLoss)
                .isEqualTo(split.epochs().stream().map(EpochReport::validationLoss).toList());
        assertThat(held.epochs()).extracting(EpochReport::samples).containsOnly(75L);
    }

    @Test
    void validatesTheModelAsItIsAfterAnEpoch() {
        var result = new Trainer(Examples.dense(), OPTIONS).train(DISCS.slice(0, 75), DISCS.slice(75, 100));

        assertThat(result.epochs().getLast().validationLoss().orElseThrow())
                .isEqualTo(result.model().evaluate(DISCS.slice(75, 100), OPTIONS.seed()).loss());
    }

    /// No loss falls by so much, so the first epoch is the best one.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void waitsForAnImprovementAsManyEpochsAsItsPatience(int patience) {
        var options = OPTIONS.withEpochs(50).withEarlyStopping(new EarlyStopping(patience, 1e9));

        var result = new Trainer(Examples.dense(), options).train(DISCS, DISCS);

        assertThat(result.epochs()).hasSize(1 + patience);
        assertThat(result.ending()).isEqualTo(Ending.STOPPED_EARLY);
        assertThat(result.model().weightsSha256())
                .isEqualTo(new Trainer(Examples.dense(), OPTIONS.withEpochs(1)).train(DISCS).model().weightsSha256());
    }

    @Test
    void takesAnyFallForAnImprovementWhereNoLeastOneIsSet() {
        var options = OPTIONS.withEpochs(20).withEarlyStopping(new EarlyStopping(1));

        var result = new Trainer(Examples.dense(), options).train(DISCS, DISCS);

        var losses = result.epochs().stream().map(epoch -> epoch.validationLoss().orElseThrow()).toList();
        for (int i = 1; i < losses.size() - 1; i++) {
            assertThat(losses.get(i)).isLessThan(losses.get(i - 1));
        }
    }

    @Test
    void keepsTheLastWeightsWhereNothingStopsEarly() {
        var options = TrainingOptions.of(new Adam(0.5)).withEpochs(12).withBatchSize(32).withSeed(7);
        var result = new Trainer(Examples.dense(), options).train(DISCS, DISCS);

        var losses = result.epochs().stream().map(epoch -> epoch.validationLoss().orElseThrow()).toList();
        assertThat(losses.getLast()).isGreaterThan(losses.stream().min(Double::compare).orElseThrow());
        assertThat(result.model().evaluate(DISCS, options.seed()).loss()).isEqualTo(losses.getLast());
    }

    @Test
    void drawsDropoutAndNoiseAnewInEveryEpoch() {
        var all = DISCS.slice(0, 32);
        var reports = new ArrayList<StepReport>();
        new Trainer(Examples.dense(), TrainingOptions.of(STILL).withEpochs(4).withBatchSize(32).withSeed(7))
                .withListener(keeping(reports)).train(all);

        assertThat(reports).extracting(StepReport::loss).doesNotHaveDuplicates();
    }

    @Test
    void dropsFeaturesWhileTrainingAlone() {
        var spec = Examples.dense();
        var without = spec.withEncoder(List.of(spec.encoder().get(0), spec.encoder().get(2)));
        var model = TrainedAutoencoder.initial(spec, 1);
        var weights = new ArrayList<>(model.weights());
        for (int i = 2; i < 4; i++) {
            weights.set(i, weights.get(i).withName(weights.get(i).name().replace("encoder.2", "encoder.1")));
        }
        var plain = TrainedAutoencoder.of(without, weights, Map.of());

        assertThat(model.reconstruct(DISCS)).isDeepEqualTo(plain.reconstruct(DISCS));
        assertThat(model.evaluate(DISCS, 1).loss()).isEqualTo(plain.evaluate(DISCS, 1).loss());
        var trained = new Trainer(spec, TrainingOptions.of(STILL).withEpochs(1).withBatchSize(100).withSeed(1))
                .train(DISCS).epochs().getFirst();
        assertThat(trained.loss()).isNotCloseTo(plain.evaluate(DISCS, 1).loss(), within(1e-5));
    }

    private static List<StepReport> steps(Autoencoder spec, TrainingOptions options) {
        var reports = new ArrayList<StepReport>();
        new Trainer(spec, options).withListener(keeping(reports)).train(DISCS);
        return reports;
    }

    private static TrainingListener keeping(List<StepReport> reports) {
        return new TrainingListener() {
            @Override
            public void onStep(StepReport step) {
                reports.add(step);
            }
        };
    }
}
