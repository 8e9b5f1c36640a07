package dev.hourglass.spec.latent;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.latent.Bound;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.util.List;
import org.junit.jupiter.api.Test;

class GaussianLatentTest {
    @Test
    void refusesNumbersOutOfRange() {
        refuses(() -> of(0, 1, 0, 1, 0, 0), "gaussian: size must be at least 1, found 0");
        refuses(() -> of(2, -1, 0, 1, 0, 0), "gaussian: beta must be 0 or more, found -1.0");
        refuses(() -> of(2, 1, -3, 1, 0, 0), "gaussian: warmup_epochs must be 0 or more, found -3");
        refuses(() -> of(2, 1, 0, 0, 0, 0), "gaussian: samples must be at least 1, found 0");
        refuses(() -> of(2, 1, 0, 1, -0.5, 0), "gaussian: free_bits must be 0 or more, found -0.5");
        refuses(() -> of(2, 1, 0, 1, 0, -1), "gaussian: classes must be 0 or more, found -1");
    }

    @Test
    void refusesWhatTheImportanceWeightedBoundDoesNotKnow() {
        refuses(
                () -> new GaussianLatent(2, 4, 0, 5, Bound.IMPORTANCE_WEIGHTED, 0, 0),
                "gaussian: beta must be 1 with bound: importance_weighted, found 4.0; remove beta, or use bound: evidence");
        refuses(
                () -> new GaussianLatent(2, 1, 0, 5, Bound.IMPORTANCE_WEIGHTED, 0.1, 0),
                "gaussian: free_bits must be 0 with bound: importance_weighted, found 0.1; remove free_bits, or use bound: evidence");
    }

    @Test
    void refusesMoreClassesThanAShapeHasRoomFor() {
        refuses(
                () -> new Autoencoder(Shape.of(5), List.of(), of(5, 1, 0, 1, 0, Integer.MAX_VALUE), List.of(),
                        new MeanSquaredError()),
                "shape [2147483647]: more than 33554431 features");
    }

    private static GaussianLatent of(int size, double beta, int warmup, int samples, double freeBits, int classes) {
        return new GaussianLatent(size, beta, warmup, samples, Bound.EVIDENCE, freeBits, classes);
    }

    private static void refuses(Runnable construction, String message) {
        assertThatThrownBy(construction::run).isInstanceOf(SpecException.class).hasMessage(message);
    }
}
