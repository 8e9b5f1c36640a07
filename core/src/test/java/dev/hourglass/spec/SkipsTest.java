package dev.hourglass.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Add;
import dev.hourglass.spec.layer.Concatenate;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.layer.Residual;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.penalty.ContractiveProjection;
import java.util.List;
import org.junit.jupiter.api.Test;

class SkipsTest {
    private static Autoencoder spec(Layer... decoder) {
        return new Autoencoder(Shape.of(6), List.of(dense(4), dense(2)), List.of(decoder), new MeanSquaredError());
    }

    private static Dense dense(int units) {
        return new Dense(units, Activation.IDENTITY);
    }

    @Test
    void reconstructsAndEncodesButDecodesNoCodeAlone() {
        var model = TrainedAutoencoder.initial(spec(dense(4), new Add(1), dense(6)), 1);
        assertThat(model.reconstruct(new float[1][6])).hasDimensions(1, 6);
        assertThat(model.encode(new float[1][6])).hasDimensions(1, 2);
        assertThatThrownBy(() -> model.decode(new float[1][2])).isInstanceOf(SpecException.class).hasMessage(
                "the model has skip connections and cannot decode a code alone; reconstruct samples, or train a model without concatenate and add");
    }

    @Test
    void refusesWhatDoesNotFit() {
        refuses("decoder layer 1 (concatenate): expected channels: 4, as encoder layer 1 has, found 3; change channels",
                new Concatenate(1, 3), dense(6));
        refuses("decoder layer 1 (add): expected the output of encoder layer 1 to have the shape of input [2], found [4]; "
                + "change from, or what comes before", new Add(1), dense(6));
        refuses("decoder layer 1 (add): expected a layer of the encoder from 0, its input, to 2, found 3; change from",
                new Add(3), dense(6));
        refuses("decoder layer 1 (residual), layer 1 (add): expected skip connections among the layers of the decoder, "
                + "found one here; move it there", new Residual(List.of(new Add(2))), dense(6));
    }

    private static void refuses(String message, Layer... decoder) {
        assertThatThrownBy(() -> spec(decoder)).isInstanceOf(SpecException.class).hasMessage(message);
    }

    @Test
    void refusesWhatNeedsTheCodeAlone() {
        var spec = spec(dense(4), new Add(1), dense(6));
        assertThatThrownBy(() -> spec.withLatent(new GaussianLatent(2, 1))).isInstanceOf(SpecException.class)
                .hasMessageContaining("because a variational model decodes codes alone");
        assertThatThrownBy(() -> spec.withPenalties(new ContractiveProjection(0.1, 0.01)))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("which goes through the encoder alone");
    }
}
