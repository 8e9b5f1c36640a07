package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.SoftmaxCrossEntropy;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.train.Trainer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierTest {
    private static final Dataset DISCS = Examples.placedDiscs(150);
    private static final TrainedAutoencoder MODEL = new Trainer(
            Examples.classifier(), TrainingOptions.of(new Adam(0.005)).withEpochs(6).withBatchSize(15).withSeed(1))
            .train(DISCS).model();

    @Test
    void givesProbabilitiesThatAddUpToOne() {
        for (var probabilities : Classifier.of(MODEL).probabilities(DISCS)) {
            double sum = 0;
            for (float probability : probabilities) {
                assertThat(probability).isBetween(0f, 1f);
                sum += probability;
            }
            assertThat(sum).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void predictsTheSameOfASampleAloneAndAmongOthers() {
        var classifier = Classifier.of(MODEL);
        var together = classifier.probabilities(DISCS.slice(0, 40));

        for (int i = 0; i < 40; i++) {
            assertThat(classifier.probabilities(DISCS.slice(i, i + 1))[0]).isEqualTo(together[i]);
        }
    }

    @Test
    void isEvaluatedByAccuracyAndCrossEntropy() {
        var classifier = Classifier.of(MODEL);
        var probabilities = classifier.probabilities(DISCS);
        var labels = DISCS.labels().orElseThrow();
        double nats = 0;
        for (int i = 0; i < probabilities.length; i++) nats -= Math.log(probabilities[i][labels.of(i)]);

        var evaluation = classifier.evaluate(DISCS, 1);

        assertThat(MODEL.evaluate(DISCS, 1)).isEqualTo(evaluation);
        assertThat(evaluation.loss()).isCloseTo(nats / probabilities.length, within(1e-5));
        assertThat(evaluation.accuracy()).isGreaterThan(0.7)
                .isEqualTo(classifier.confusion(DISCS).accuracy());
    }

    @Test
    void isExactWhereOutputsAreHuge() {
        var spec = new Autoencoder(
                Shape.of(1), List.of(new Dense(1, Activation.IDENTITY)), List.of(new Dense(2, Activation.IDENTITY)),
                new SoftmaxCrossEntropy(2));
        var model = TrainedAutoencoder.of(spec, new float[] {1, 0, 1000, -1000, 0, 0}, Map.of());
        var data = Dataset.ofFloats("two", Shape.of(1), new float[] {1, -1}, Optional.of(Labels.of(0, 0)));

        assertThat(model.evaluate(data, 1).loss()).isEqualTo(1000);
        assertThat(Classifier.of(model).probabilities(data)).isDeepEqualTo(new float[][] {{1, 0}, {0, 1}});
    }

    @Test
    void takesTheFirstOfClassesThatAreEquallyProbable() {
        var spec = new Autoencoder(
                Shape.of(1), List.of(new Dense(1, Activation.IDENTITY)), List.of(new Dense(3, Activation.IDENTITY)),
                new SoftmaxCrossEntropy(3));
        var same = TrainedAutoencoder.of(spec, new float[] {1, 0, 0, 0, 0, 0, 0, 0}, Map.of());
        var lastTwo = TrainedAutoencoder.of(spec, new float[] {1, 0, 0, 0, 0, -1, 2, 2}, Map.of());
        var data = Dataset.ofFloats("three", Shape.of(1), new float[3], Optional.of(Labels.of(0, 1, 2)));

        assertThat(Classifier.of(same).classify(data)).containsExactly(0, 0, 0);
        assertThat(Classifier.of(lastTwo).classify(data)).containsExactly(1, 1, 1);
        assertThat(Classifier.of(same).evaluate(data.slice(0, 1), 1).accuracy()).isEqualTo(1);
        assertThat(Classifier.of(same).evaluate(data.slice(2, 3), 1).accuracy()).isEqualTo(0);
        assertThat(Classifier.of(lastTwo).evaluate(data.slice(1, 2), 1).accuracy()).isEqualTo(1);
    }

    @Test
    void comesBackFromAFile(@TempDir Path folder) {
        var file = folder.resolve("model.hourglass");

        MODEL.save(file);

        var classifier = Classifier.of(TrainedAutoencoder.load(file));
        assertThat(classifier.model().spec()).isEqualTo(MODEL.spec());
        assertThat(classifier.classes()).isEqualTo(3);
        assertThat(classifier.classify(DISCS)).isEqualTo(Classifier.of(MODEL).classify(DISCS));
    }

    @Test
    void saysThatItReconstructsNothing() {
        var sentence = "the model is a classifier of 3 classes and cannot reconstruct; use the autoencoder that it was trained from";
        assertThatThrownBy(() -> MODEL.reconstruct(DISCS)).isInstanceOf(SpecException.class).hasMessage(sentence);
        assertThatThrownBy(() -> MODEL.decode(MODEL.encode(DISCS))).isInstanceOf(SpecException.class)
                .hasMessage(sentence);
    }

    @Test
    void refusesAnAutoencoder() {
        var autoencoder = TrainedAutoencoder.initial(Examples.dense(), 1);
        assertThatThrownBy(() -> Classifier.of(autoencoder)).isInstanceOf(SpecException.class).hasMessage(
                "the model is not a classifier; train a classifier on it by fine-tuning");
    }

    @Test
    void asksForLabelsToBeEvaluatedBy() {
        var bare = Dataset.ofFloats(
                "bare", Examples.PICTURE, new float[Examples.PICTURE.size()], Optional.<Labels>empty());
        assertThatThrownBy(() -> MODEL.evaluate(bare, 1)).isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "bare: expected a label for each sample, because the model distinguishes 3 classes");
        assertThat(Classifier.of(MODEL).classify(bare)).hasSize(1);
    }
}
