package dev.hourglass.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.spec.corruption.Crosshair;
import dev.hourglass.spec.corruption.Masking;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activate;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Dropout;
import dev.hourglass.spec.layer.Flatten;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.layer.Reshape;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.loss.SoftmaxCrossEntropy;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.penalty.KlSparsity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DenseStackTest {
    private static final Dense TEN = new Dense(10, Activation.RELU);
    private static final Dense FOUR = new Dense(4, Activation.TANH);
    private static final Dense OUT = new Dense(36, Activation.IDENTITY);

    @Test
    void pairsLayersThatMirrorEachOther() {
        var stack = DenseStack.of(new Autoencoder(
                Shape.of(6, 6, 1), List.of(new Flatten(), TEN, new Dropout(0.1), FOUR),
                List.of(TEN, OUT, new Reshape(Shape.of(6, 6, 1))), new BinaryCrossEntropy()));

        assertThat(stack.levels()).containsExactly(
                new DenseStack.Level(36, 1, TEN, 1, OUT), new DenseStack.Level(10, 3, FOUR, 0, TEN));
    }

    @Test
    void givesTheOutermostPairTheModelsLossAndTheOthersTheirOwn() {
        var stack = DenseStack.of(model(List.of(TEN, FOUR), List.of(TEN, OUT)));
        var pretraining = new Pretraining(3).withCorruption(new Masking(0.25));

        assertThat(stack.autoencoder(0, pretraining))
                .isEqualTo(new Autoencoder(Shape.of(36), List.of(TEN), List.of(OUT), new BinaryCrossEntropy())
                        .withCorruption(new Masking(0.25)));
        assertThat(stack.autoencoder(1, pretraining))
                .isEqualTo(new Autoencoder(Shape.of(10), List.of(FOUR), List.of(TEN), new MeanSquaredError())
                        .withCorruption(new Masking(0.25)));
    }

    @Test
    void givesEachPairTheModelsPenaltiesAndTies() {
        var units = new Dense(10, Activation.SIGMOID);
        var model = new Autoencoder(Shape.of(36), List.of(units), List.of(OUT), new MeanSquaredError())
                .withPenalties(new KlSparsity(0.1, 3))
                .withTiedWeights(true);

        var pair = DenseStack.of(model).autoencoder(0, new Pretraining(1));

        assertThat(pair.penalties()).containsExactly(new KlSparsity(0.1, 3));
        assertThat(pair.tiedWeights()).isTrue();
    }

    @Test
    void saysWhyAModelIsNoStack() {
        refuses(model(List.of(), List.of(OUT)),
                "pretraining: expected at least one dense layer in the encoder, found none; add one or remove pretraining");
        refuses(model(List.of(TEN, FOUR), List.of(OUT)),
                "pretraining: expected a decoder that mirrors the encoder, with dense layers of [10, 36] units, found [36]; change the decoder");
        refuses(model(List.of(new Dense(10, Activation.IDENTITY), new Activate(Activation.RELU)), List.of(OUT)),
                "pretraining: expected only dense layers, with flatten, reshape and dropout in between, found encoder layer 2 (activate); remove pretraining or the layer");
        refuses(new Autoencoder(Shape.of(36), List.of(TEN), new GaussianLatent(4, 1), List.of(TEN, OUT),
                new BinaryCrossEntropy()),
                "pretraining: expected an autoencoder with latent: plain, found another latent; remove pretraining");
        refuses(new Autoencoder(
                Shape.of(36), List.of(TEN), List.of(new Dense(3, Activation.IDENTITY)), new SoftmaxCrossEntropy(3)),
                "pretraining: expected an autoencoder with latent: plain, found a classifier; remove pretraining");
    }

    @Test
    void refusesALossThatDoesNotSuitTheLayers() {
        var pretraining = new Pretraining(
                1, new NoCorruption(), new BinaryCrossEntropy(), Optional.empty(), Optional.empty());
        var model = model(List.of(TEN, FOUR), List.of(TEN, OUT));
        var options = TrainingOptions.of(new Adam(0.001)).withEpochs(1).withBatchSize(1).withSeed(1)
                .withPretraining(pretraining);

        assertThatThrownBy(() -> new Experiment(Optional.empty(), model, options)).isInstanceOf(SpecException.class)
                .hasMessage(
                        "pretraining of layer 2: decoder layer 1 (dense): under binary_cross_entropy expected activation identity or sigmoid, found relu; remove it");
    }

    @Test
    void refusesCorruptionsOfPicturesAndLossesOfClasses() {
        assertThatThrownBy(() -> new Pretraining(1).withCorruption(new Crosshair(2))).isInstanceOf(SpecException.class)
                .hasMessageStartingWith("pretraining: corruption must be gaussian, masking or salt_and_pepper");
        assertThatThrownBy(() -> new Pretraining(
                1, new NoCorruption(), new SoftmaxCrossEntropy(3), Optional.empty(), Optional.empty()))
                .hasMessage(
                        "pretraining: loss must be a reconstruction loss, found softmax_cross_entropy; remove it");
        assertThatThrownBy(() -> new Pretraining(0)).hasMessage("pretraining: epochs must be at least 1, found 0");
    }

    @Test
    void refusesAHeadThatDoesNotEndWithLogits() {
        var loss = new SoftmaxCrossEntropy(3);
        assertThatThrownBy(() -> new Autoencoder(
                Shape.of(36), List.of(TEN), List.of(new Dense(3, Activation.RELU)), loss))
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "decoder layer 1 (dense): under softmax_cross_entropy expected activation identity, found relu; remove it");
        assertThatThrownBy(() -> new Autoencoder(Shape.of(36), List.of(TEN), List.of(FOUR), loss)).hasMessage(
                "decoder layer 1 (dense): expected output [3], one for each class, found [4]; end the decoder with a dense layer of units: 3");
        assertThatThrownBy(() -> new Autoencoder(
                Shape.of(36), List.of(new Dense(3, Activation.RELU)), List.of(), loss))
                .hasMessageContaining("expected a dense layer at its end");
        assertThatThrownBy(() -> new SoftmaxCrossEntropy(1))
                .hasMessage("softmax_cross_entropy: classes must be at least 2, found 1");
    }

    private static void refuses(Autoencoder model, String sentence) {
        assertThatThrownBy(() -> DenseStack.of(model)).isInstanceOf(SpecException.class).hasMessage(sentence);
    }

    private static Autoencoder model(List<Layer> encoder, List<Layer> decoder) {
        return new Autoencoder(Shape.of(36), encoder, decoder, new BinaryCrossEntropy());
    }
}
