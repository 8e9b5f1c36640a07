package dev.hourglass.spec.penalty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.init.HeNormal;
import dev.hourglass.spec.init.Zeros;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.latent.TopK;
import dev.hourglass.spec.latent.WinnerTakeAll;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.penalty.Contractive;
import dev.hourglass.spec.penalty.KlSparsity;
import dev.hourglass.spec.penalty.L1Activity;
import dev.hourglass.spec.penalty.WeightDecay;
import java.util.List;
import org.junit.jupiter.api.Test;

class PenaltyTest {
    private static final KlSparsity KL = new KlSparsity(0.05, 3);

    @Test
    void takesMeansOfLogisticCodesOnly() {
        assertThatCode(() -> model(Activation.SIGMOID).withPenalties(KL)).doesNotThrowAnyException();
        assertThatThrownBy(() -> model(Activation.RELU).withPenalties(KL))
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "penalties (kl_sparsity): expected an encoder that ends with activation sigmoid, found relu;"
                                + " change it or use l1_activity");
    }

    @Test
    void takesEachKindOnce() {
        assertThatThrownBy(() -> model(Activation.SIGMOID).withPenalties(new WeightDecay(1), KL, new WeightDecay(2)))
                .hasMessage("penalties: expected each at most once, found weight_decay twice; keep one");
    }

    @Test
    void takesNoPenaltyOnDrawnCodes() {
        assertThatThrownBy(() -> latent(new GaussianLatent(2, 1)).withPenalties(new L1Activity(1)))
                .hasMessage(
                        "penalties (l1_activity): a gaussian latent already has a penalty, its divergence; remove one"
                                + " of them");
        assertThatThrownBy(() -> latent(new TopK(1)).withPenalties(KL))
                .hasMessage("penalties (kl_sparsity): expected latent plain, found top_k; remove one of them");
    }

    @Test
    void contractsOneLogisticLayer() {
        var contractive = new Contractive(0.1);
        assertThatCode(() -> model(Activation.SIGMOID).withPenalties(contractive)).doesNotThrowAnyException();
        var expected = "penalties (contractive): expected an encoder of one dense layer with activation sigmoid, found"
                + " another; use contractive_projection";
        assertThatThrownBy(() -> model(Activation.TANH).withPenalties(contractive)).hasMessage(expected);
        var deep = new Autoencoder(
                Shape.of(8), List.of(new Dense(5, Activation.RELU), new Dense(3, Activation.SIGMOID)),
                List.of(new Dense(8, Activation.IDENTITY)), new MeanSquaredError());
        assertThatThrownBy(() -> deep.withPenalties(contractive)).hasMessage(expected);
    }

    @Test
    void refusesMoreWinnersThanNumbers() {
        assertThatThrownBy(() -> latent(new TopK(4)))
                .hasMessage("latent (top_k): expected a k of at most 3, the code size, found 4");
    }

    @Test
    void roundsTheNumberOfWinners() {
        assertThat(new WinnerTakeAll(0.05).winners(256)).isEqualTo(13);
        assertThat(new WinnerTakeAll(0.05).winners(3)).isEqualTo(1);
    }

    @Test
    void tiesLayersThatMirrorEachOther() {
        assertThatCode(() -> deep(5, 8).withTiedWeights(true)).doesNotThrowAnyException();
        assertThatThrownBy(() -> deep(6, 8).withTiedWeights(true))
                .hasMessage(
                        "tied_weights: decoder layer 1 (dense): expected 3 inputs and units: 5, the reverse of encoder layer 2"
                                + " (dense), found 3 and 6");
        assertThatThrownBy(() -> new Autoencoder(
                Shape.of(8), List.of(new Dense(3, Activation.RELU)), deep(5, 8).decoder(), new MeanSquaredError())
                .withTiedWeights(true))
                .hasMessage(
                        "tied_weights: expected the same number of dense layers in decoder and encoder, at least one,"
                                + " found 2 and 1");
        assertThatThrownBy(() -> new Autoencoder(
                Shape.of(8), List.of(new Dense(3, Activation.RELU)),
                List.of(new Dense(8, Activation.IDENTITY, new HeNormal(), new Zeros())), new MeanSquaredError())
                .withTiedWeights(true))
                .hasMessage(
                        "tied_weights: decoder layer 1 (dense) has the weights of encoder layer 1 (dense); remove its"
                                + " weights");
    }

    private static Autoencoder model(Activation activation) {
        return new Autoencoder(
                Shape.of(8), List.of(new Dense(3, activation)), List.of(new Dense(8, Activation.IDENTITY)),
                new MeanSquaredError());
    }

    private static Autoencoder latent(Latent latent) {
        var code = latent instanceof GaussianLatent ? 2 : 3;
        return new Autoencoder(Shape.of(8), List.of(new Dense(3, Activation.SIGMOID)), latent,
                List.of(new Dense(code, Activation.RELU), new Dense(8, Activation.IDENTITY)), new MeanSquaredError());
    }

    private static Autoencoder deep(int up, int out) {
        return new Autoencoder(
                Shape.of(8), List.of(new Dense(5, Activation.RELU), new Dense(3, Activation.IDENTITY)),
                List.of(new Dense(up, Activation.RELU), new Dense(out, Activation.IDENTITY)), new MeanSquaredError());
    }
}
