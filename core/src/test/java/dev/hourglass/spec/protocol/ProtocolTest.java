package dev.hourglass.spec.protocol;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Pretraining;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.optimizer.Adam;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtocolTest {
    private static final TrainingOptions TRAIN = TrainingOptions.of(new Adam(0.001));
    private static final Autoencoder PLAIN = new Autoencoder(
            Shape.of(8), List.of(new Dense(4, Activation.RELU)), List.of(new Dense(8, Activation.IDENTITY)),
            new MeanSquaredError());

    private static Protocol protocol(Autoencoder model, Measure measure) {
        return new Protocol("mnist", model, TRAIN, new Verification(
                "a test", measure, new PcaReference(), new QuickRun(10, 1, 0.5), BinarisedPart.NONE, 1));
    }

    @Test
    void refusesMeasuresThatTheModelDoesNotHave() {
        assertThatThrownBy(() -> protocol(PLAIN, new CrossEntropy())).isInstanceOf(SpecException.class)
                .hasMessage(
                        "verify.measure: cross_entropy needs a model with loss: binary_cross_entropy, found another; choose another measure");
        assertThatThrownBy(() -> protocol(PLAIN, new NegativeLogLikelihood(5))).isInstanceOf(SpecException.class)
                .hasMessageStartingWith("verify.measure: nll needs a model with latent: gaussian");
        assertThatThrownBy(() -> protocol(PLAIN.withLatent(new GaussianLatent(4, 1)), new FineTunedError(TRAIN, 0)))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("verify.measure: fine_tuned_error needs a model with latent: plain");
        assertThatCode(() -> protocol(PLAIN, new MarginError(1))).doesNotThrowAnyException();
    }

    @Test
    void refusesNumbersOutsideOfTheirRanges() {
        assertThatThrownBy(() -> new MarginError(0)).isInstanceOf(SpecException.class)
                .hasMessage("margin_error: cost must be a number above 0, found 0.0");
        assertThatThrownBy(() -> new FineTunedError(TRAIN, 1)).isInstanceOf(SpecException.class)
                .hasMessage("fine_tuned_error: dropout must be at least 0 and below 1, found 1.0");
        assertThatThrownBy(() -> new FineTunedError(TRAIN.withPretraining(new Pretraining(1)), 0))
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "fine_tuned_error: expected no pretraining, which belongs to train, found one; move it there");
        assertThatThrownBy(() -> new PublishedValue(1, " ")).isInstanceOf(SpecException.class)
                .hasMessage("published: source must say where the value stands, found none");
        assertThatThrownBy(() -> new PublishedValue(1, "a book", Double.NaN, 3)).isInstanceOf(SpecException.class)
                .hasMessage("published: sd must be 0 or more, found NaN");
        assertThatThrownBy(() -> new PublishedValue(1, "a book", 0.1, 0)).isInstanceOf(SpecException.class)
                .hasMessage("published: runs must be at least 1, found 0");
    }
}
