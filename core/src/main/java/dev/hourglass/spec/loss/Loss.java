package dev.hourglass.spec.loss;

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
public sealed interface Loss permits MeanSquaredError, BinaryCrossEntropy, GaussianLikelihood, SoftmaxCrossEntropy {
    /// What the loss is called in YAML and in messages, such as `mean_squared_error`.
    String kind();

    /// Refuses a latent and a decoder whose outputs the loss cannot take.
    ///
    /// @throws SpecException saying what it needs
    default void requireFits(Latent latent, List<Layer> decoder) {}

    /// Classes that a classifier predicts; 0 for a loss of reconstructions.
    default int classes() {
        return 0;
    }
}
