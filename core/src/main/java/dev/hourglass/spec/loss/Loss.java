package dev.hourglass.spec.loss;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.layer.Layer;
import java.util.List;

/// What training minimises: how far a reconstruction is from its target, averaged over features and samples, or how far a
/// classifier is from the classes of its samples.
///
/// The mean over features makes learning rates comparable between input sizes and with Keras and PyTorch. A variational
/// autoencoder's divergence is divided by the number of features too, so that the objective stays the negative
/// evidence lower bound, per feature.
public sealed interface Loss
        permits MeanSquaredError, MeanAbsoluteError, Huber, StructuralSimilarity, BinaryCrossEntropy,
        GaussianLikelihood,
        LaplaceLikelihood, SoftmaxCrossEntropy, BlockLosses {
    /// What the loss is called in YAML and in messages, such as `mean_squared_error`.
    String kind();

    /// What it measures, in words, such as `mean squared error`.
    String measure();

    /// Whether it is a negative log-likelihood, in nats.
    boolean isLogLikelihood();

    /// What belongs to the loss and not to the last layer, which then has no activation.
    default OutputActivation outputActivation() {
        return OutputActivation.IDENTITY;
    }

    /// Whether features may be NaN, which is how a missing one is written. All other losses refuse NaN; infinities are always
    /// refused.
    default boolean allowsMissing() {
        return false;
    }

    /// What the outputs of a model mean that has this loss alone.
    ///
    /// @param input shape of a sample
    default Outputs outputs(Shape input) {
        return new Reconstruction(input, this);
    }

    /// Refuses a latent and a decoder whose outputs the loss cannot take.
    ///
    /// @throws SpecException saying what it needs
    default void requireFits(Latent latent, List<Layer> decoder) {}
}
