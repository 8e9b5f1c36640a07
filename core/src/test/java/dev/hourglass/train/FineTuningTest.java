package dev.hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.model.Classifier;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Dropout;
import dev.hourglass.spec.layer.Flatten;
import dev.hourglass.spec.layer.Residual;
import dev.hourglass.spec.loss.SoftmaxCrossEntropy;
import dev.hourglass.spec.optimizer.Adam;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FineTuningTest {
    private static final Dataset DISCS = Examples.placedDiscs(300);
    private static final TrainedAutoencoder STACK = TrainedAutoencoder.initial(Examples.stack(), 3);
    private static final TrainingOptions OPTIONS = TrainingOptions.of(new Adam(0.01)).withEpochs(10).withBatchSize(20)
            .withSeed(1);

    @Test
    void putsASoftmaxHeadOnTheEncoder() {
        var spec = FineTuning.of(STACK, 3).spec();

        assertThat(spec.encoder()).isEqualTo(Examples.stack().encoder());
        assertThat(spec.decoder()).singleElement().isInstanceOfSatisfying(Dense.class,
                head -> assertThat(head.units()).isEqualTo(3));
        assertThat(spec.loss()).isEqualTo(new SoftmaxCrossEntropy(3));
    }

    @Test
    void flattensCodesThatArePictures() {
        var convolutional = TrainedAutoencoder.initial(Examples.convolutional(), 1);

        assertThat(FineTuning.of(convolutional, 3).spec().decoder().getFirst()).isEqualTo(new Flatten());
    }

    @Test
    void beginsWithTheWeightsOfTheEncoderAlsoWhereDropoutStandsBetween() {
        for (double rate : new double[] {0, 0.4}) {
            var tuning = FineTuning.of(STACK, 3).withDropout(rate);
            var begun = tuning.begin(7);

            assertThat(begun.spec().encoder().stream().filter(new Dropout(0.4)::equals)).hasSize(rate > 0 ? 2 : 0);
            var samples = DISCS.slice(0, 20);
            assertThat(begun.encode(samples)).isDeepEqualTo(STACK.encode(samples));
            assertThat(begun.weights().getLast().shape()).containsExactly(3);
            assertThat(tuning.begin(8).weightsSha256()).isNotEqualTo(begun.weightsSha256());
        }
    }

    @Test
    void dropsOutBehindTheDenseLayersInsideResiduals() {
        var residual = TrainedAutoencoder.initial(Examples.residual(), 1);
        var begun = FineTuning.of(residual, 3).withDropout(0.4).begin(7);

        assertThat(begun.spec().encoder().getLast()).isEqualTo(new Residual(List.of(
                new Dense(20, Activation.TANH), new Dropout(0.4), new Dropout(0.1),
                new Dense(12, Activation.IDENTITY), new Dropout(0.4))));
        assertThat(begun.encode(DISCS.slice(0, 20))).isDeepEqualTo(residual.encode(DISCS.slice(0, 20)));
    }

    @Test
    void learnsClasses() {
        var result = FineTuning.of(STACK, 3).trainer(OPTIONS).train(DISCS.slice(0, 200), DISCS.slice(200, 300));

        assertThat(result.epochs().getLast().validationAccuracy().orElseThrow()).isGreaterThan(0.9);
        assertThat(Classifier.of(result.model()).evaluate(DISCS.slice(200, 300), 1).accuracy())
                .isEqualTo(result.epochs().getLast().validationAccuracy().orElseThrow());
    }

    @Test
    void startsFromThePretrainedWeightsAndNotFromRandomOnes() {
        var tuning = FineTuning.of(STACK, 3);
        var one = TrainingOptions.of(new Adam(1e-9)).withEpochs(1).withBatchSize(20).withSeed(1);

        var tuned = tuning.trainer(one).train(DISCS).model();
        var scratch = tuning.fromScratch(one).train(DISCS).model();

        assertThat(distance(tuned, tuning.begin(1))).isLessThan(1e-5);
        assertThat(distance(scratch, tuning.begin(1))).isGreaterThan(0.1);
        assertThat(scratch.spec()).isEqualTo(tuned.spec());
    }

    @Test
    void saysWhatCannotBeFineTuned() {
        var classifier = TrainedAutoencoder.initial(Examples.classifier(), 1);
        assertThatThrownBy(() -> FineTuning.of(classifier, 3)).isInstanceOf(SpecException.class)
                .hasMessage("the model is already a classifier; use the autoencoder that it was trained from");
        var variational = TrainedAutoencoder.initial(Examples.variational(), 1);
        assertThatThrownBy(() -> FineTuning.of(variational, 3)).isInstanceOf(SpecException.class)
                .hasMessageStartingWith("expected an autoencoder with latent: plain to fine-tune");
        Autoencoder other = Examples.dense();
        assertThatThrownBy(() -> new Trainer(other, OPTIONS).startingFrom(STACK)).isInstanceOf(SpecException.class)
                .hasMessage("expected a model of the spec that is trained to start from, found another spec");
    }

    @Test
    void saysWhatIsWrongWithLabels() {
        var trainer = FineTuning.of(STACK, 4).trainer(OPTIONS);
        assertThatThrownBy(() -> trainer.train(DISCS)).isInstanceOf(DataException.class).hasMessage(
                "placed discs: expected samples of each of 4 classes to train on, found none of class 3; set classes to the number of classes, or add such samples");
        var two = FineTuning.of(STACK, 2).trainer(OPTIONS);
        assertThatThrownBy(() -> two.train(DISCS)).isInstanceOf(DataException.class)
                .hasMessageContaining("expected a class from 0 to 1, found 2");
        var bare = Dataset.ofFloats(
                "bare", Examples.PICTURE, new float[40 * Examples.PICTURE.size()], Optional.<Labels>empty());
        assertThatThrownBy(() -> two.train(bare)).isInstanceOf(DataException.class).hasMessage(
                "bare: expected a label for each sample, because the model distinguishes 2 classes, found none; use data with labels, for example a folder of pictures with a subfolder per class");
    }

    private static double distance(TrainedAutoencoder a, TrainedAutoencoder b) {
        double most = 0;
        for (int i = 0; i < a.weights().size(); i++) {
            var mine = a.weights().get(i).values();
            var other = b.weights().get(i).values();
            for (int j = 0; j < mine.length; j++) most = Math.max(most, Math.abs(mine[j] - other[j]));
            assertThat(Arrays.equals(a.weights().get(i).shape().toArray(), b.weights().get(i).shape().toArray()))
                    .isTrue();
        }
        return most;
    }
}
