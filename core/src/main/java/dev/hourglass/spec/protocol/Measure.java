package dev.hourglass.spec.protocol;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.latent.DeterministicLatent;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.loss.BinaryCrossEntropy;

/// What is measured on the test samples. The lower, the better.
public sealed interface Measure
        permits SquaredError, CrossEntropy, NegativeLogLikelihood, NeighbourError, ProbeError, MarginError,
        FineTunedError {
    /// Refuses models of which this cannot be measured.
    ///
    /// @throws SpecException saying what is needed
    default void requireFits(Autoencoder model) {
        switch (this) {
            case CrossEntropy() -> require(model.loss() instanceof BinaryCrossEntropy, "cross_entropy",
                    "loss: binary_cross_entropy");
            case NegativeLogLikelihood _ -> require(model.latent() instanceof GaussianLatent, "nll",
                    "latent: gaussian");
            case FineTunedError _ -> require(model.latent() instanceof DeterministicLatent, "fine_tuned_error",
                    "latent: plain");
            case SquaredError _, NeighbourError _, ProbeError _, MarginError _ -> {}
        }
    }

    private static void require(boolean holds, String measure, String needed) {
        if (!holds) {
            throw new SpecException("verify.measure: " + measure + " needs a model with " + needed
                    + ", found another; choose another measure");
        }
    }
}
