package dev.hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.EarlyStopping;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.optimizer.Adadelta;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.optimizer.Sgd;
import dev.hourglass.train.TrainingResult.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private static final Dataset DISCS = Examples.discs(300);

    @Test
    void lowersTheLossOfEveryFamily() {
        for (var spec : List.of(Examples.dense(), Examples.convolutional(), Examples.variational(),
                Examples.residual())) {
            var result = new Trainer(spec,
                    TrainingOptions.of(new Adam(0.005)).withEpochs(8).withBatchSize(32).withSeed(1)).train(DISCS);
            assertThat(result.epochs()).hasSize(8);
            assertThat(result.ending()).isEqualTo(Ending.COMPLETED);
            assertThat(result.epochs().getLast().loss()).isLessThan(result.epochs().getFirst().loss());
            assertThat(result.model().evaluate(DISCS, 1).loss()).isLessThan(result.epochs().getFirst().loss());
        }
    }

    @Test
    void givesTheSameModelForTheSameSeedOnAnyNumberOfThreads() {
        var options = TrainingOptions.of(new Adam(0.005)).withEpochs(2).withBatchSize(50).withSeed(9);
        var one = new Trainer(Examples.convolutional(), options).withThreads(1).train(DISCS);
        var four = new Trainer(Examples.convolutional(), options).withThreads(4).train(DISCS);
        assertThat(four.model().weightsSha256()).isEqualTo(one.model().weightsSha256());
        assertThat(four.model().reconstruct(DISCS)).isDeepEqualTo(one.model().reconstruct(DISCS));
    }

    @Test
    void goesBackToTheBestWeightsWhenItStopsEarly() {
        var options = TrainingOptions.of(new Adam(0.3)).withEpochs(200).withBatchSize(64).withSeed(1)
                .withValidation(0.2).withEarlyStopping(new EarlyStopping(3));
        var result = new Trainer(Examples.dense(), options).train(DISCS);
        double best = result.epochs().stream().mapToDouble(e -> e.validationLoss().orElseThrow()).min().orElseThrow();
        assertThat(result.ending()).isEqualTo(Ending.STOPPED_EARLY);
        assertThat(result.epochs().size()).isLessThan(200);
        assertThat(result.model().evaluate(DISCS.slice(240, 300), 1).loss()).isEqualTo(best);
    }

    @Test
    void stopsAfterAStepWhenAsked() {
        var steps = new ArrayList<StepReport>();
        var isStopping = new AtomicBoolean();
        var trainer = new Trainer(Examples.dense(),
                TrainingOptions.of(new Adam(0.001)).withEpochs(100).withBatchSize(10).withSeed(1))
                .stopWhen(isStopping::get).withListener(new TrainingListener() {
                    @Override
                    public void onStep(StepReport step) {
                        steps.add(step);
                        if (steps.size() == 7) {
                            isStopping.set(true);
                        }
                    }
                });
        var result = trainer.train(DISCS);
        assertThat(steps).hasSize(7);
        assertThat(result.ending()).isEqualTo(Ending.INTERRUPTED);
    }

    @Test
    void tellsWhichLayerFirstLeftTheFiniteNumbers() {
        var spec = new Autoencoder(
                Shape.of(Examples.PICTURE.size()),
                List.of(new Dense(8, Activation.IDENTITY)),
                List.of(new Dense(Examples.PICTURE.size(), Activation.IDENTITY)),
                new MeanSquaredError());
        assertThatThrownBy(
                () -> new Trainer(spec, TrainingOptions.of(new Sgd(1e30)).withEpochs(5).withBatchSize(100).withSeed(1))
                        .train(DISCS))
                .isInstanceOf(TrainingException.class)
                .hasMessageMatching(
                        "epoch 1, step \\d: the loss is (NaN|Infinity); .*(encoder|decoder)\\.0 .*sample \\d+; lower the learning_rate .*");
    }

    @Test
    void saysThatTheLossIsNotMoving() {
        var spec = new Autoencoder(
                Shape.of(Examples.PICTURE.size()),
                List.of(new Dense(8, Activation.RELU)),
                List.of(new Dense(Examples.PICTURE.size(), Activation.SIGMOID)),
                new BinaryCrossEntropy());
        var slow = new Trainer(spec,
                TrainingOptions.of(new Adadelta(0.001, 0.95, 1e-7)).withEpochs(3).withBatchSize(100).withSeed(1))
                .train(DISCS);
        assertThat(slow.diagnostics()).singleElement().satisfies(finding -> assertThat(finding.message())
                .contains("the loss has stalled", "0.69", "set learning_rate: 1.0"));
        var quick = new Trainer(spec, TrainingOptions.of(new Adam(0.01)).withEpochs(3).withBatchSize(100).withSeed(1))
                .train(DISCS);
        assertThat(quick.diagnostics()).isEmpty();
    }

    @Test
    void namesACollapsedCodeAsCollapsed() {
        assertThat(variational(new GaussianLatent(3, 100)).diagnostics())
                .anySatisfy(finding -> assertThat(finding.message()).matches(
                        "the code has collapsed: none of its 3 dimensions distinguishes samples .*; lower beta \\(now 100.0\\) to 1"));
        assertThat(variational(new GaussianLatent(3, 1)).diagnostics()).isEmpty();
    }

    private static TrainingResult variational(GaussianLatent latent) {
        var spec = new Autoencoder(Shape.of(Examples.PICTURE.size()), List.of(new Dense(20, Activation.TANH)), latent,
                List.of(new Dense(Examples.PICTURE.size(), Activation.SIGMOID)), new BinaryCrossEntropy());
        return new Trainer(spec, TrainingOptions.of(new Adam(0.01)).withEpochs(30).withBatchSize(50).withSeed(1))
                .train(DISCS);
    }

    @Test
    void refusesLabelsThatAConditionalModelCannotBeTrainedOn() {
        var trainer = new Trainer(Examples.conditional(),
                TrainingOptions.of(new Adam(0.01)).withEpochs(1).withBatchSize(10).withSeed(1));
        var pixels = new float[20 * Examples.PICTURE.size()];
        var none = Dataset.ofFloats("none", Examples.PICTURE, pixels, Optional.empty());
        assertThatThrownBy(() -> trainer.train(none)).isInstanceOf(DataException.class).hasMessage(
                "none: expected a label for each sample, because the model is conditioned on 3 classes, found none; use data with labels, or a model without classes");
        assertThatThrownBy(() -> trainer.train(labelled(pixels, i -> i % 4)))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "labelled: sample 3: expected a class from 0 to 2, found 3; set classes to the number of classes");
        assertThatThrownBy(() -> trainer.train(labelled(pixels, i -> i % 2 * 2)))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "labelled: expected samples of each of 3 classes to train on, found none of class 1; set classes to the number of classes, or add such samples");
    }

    private static Dataset labelled(float[] pixels, IntUnaryOperator label) {
        var labels = Labels.of(IntStream.range(0, 20).map(label).toArray());
        return Dataset.ofFloats("labelled", Examples.PICTURE, pixels, Optional.of(labels));
    }

    @Test
    void warnsOfInputsThatCrossEntropyCannotTake() {
        var values = new float[20 * 4];
        values[13] = 1.5f;
        var data = Dataset.ofFloats("table", Shape.of(4), values, Optional.empty());
        var spec = new Autoencoder(
                Shape.of(4), List.of(new Dense(2, Activation.TANH)), List.of(new Dense(4, Activation.IDENTITY)),
                new BinaryCrossEntropy());
        var result = new Trainer(spec, TrainingOptions.of(new Adam(0.01)).withEpochs(1).withBatchSize(10).withSeed(1))
                .train(data);
        assertThat(result.diagnostics()).anySatisfy(finding -> assertThat(finding.message())
                .contains("inputs in 0..1, found 1.5 in sample 3, feature 1 of table"));
    }

    @Test
    void refusesDataThatCannotBeTrainedOn() {
        var options = TrainingOptions.of(new Adam(0.01)).withEpochs(1).withBatchSize(10).withSeed(1);
        assertThatThrownBy(() -> new Trainer(Examples.dense(), options).train(DISCS.slice(0, 0)))
                .isInstanceOf(DataException.class)
                .hasMessage("discs: expected at least one sample, found none");
        assertThatThrownBy(() -> new Trainer(Examples.dense(), options).train(DISCS.slice(0, 9)))
                .hasMessage("discs: a batch of 10 is more than the 9 training samples; set train.batch to at most 9");
        var small = Dataset.ofFloats("small", Shape.of(3), new float[6], Optional.empty());
        assertThatThrownBy(() -> new Trainer(Examples.dense(), options).train(small))
                .hasMessageContaining("expected samples of shape [198], the model's input, found [3]");
        var stopping = TrainingOptions.of(new Adam(0.01)).withEpochs(1).withBatchSize(10).withSeed(1)
                .withEarlyStopping(new EarlyStopping(1));
        assertThatThrownBy(() -> new Trainer(Examples.dense(), stopping).train(DISCS))
                .hasMessageContaining("set validation: 0.1");
    }

    @Test
    void trainsOnASingleSample() {
        var result = new Trainer(Examples.convolutional(),
                TrainingOptions.of(new Adam(0.01)).withEpochs(30).withBatchSize(1).withSeed(1))
                .train(DISCS.slice(0, 1));
        assertThat(result.epochs().getLast().loss()).isLessThan(result.epochs().getFirst().loss());
    }

    @Test
    void profilesWithoutItsFirstStepsAndLeavesTheModelAsItIs() {
        var trainer = new Trainer(Examples.convolutional(),
                TrainingOptions.of(new Adam(0.005)).withEpochs(4).withBatchSize(60).withSeed(9));
        var plain = trainer.train(DISCS);
        var profiled = trainer.withProfile().train(DISCS);
        assertThat(plain.profile()).isEmpty();
        assertThat(profiled.profile()).hasValueSatisfying(profile -> {
            assertThat(profile.steps()).isEqualTo(18);
            assertThat(profile.samples()).isEqualTo(18 * 60);
        });
        assertThat(profiled.model().weightsSha256()).isEqualTo(plain.model().weightsSha256());
    }
}
