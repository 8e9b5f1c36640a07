package dev.hourglass.internal.exec;

import java.util.Optional;

/// The loss of one sample, and other measures.
///
/// @param objective what training minimises, per feature
/// @param reconstruction the loss alone, per feature
/// @param nats the negative log-likelihood of the sample, given its code
/// @param divergence of the code's posterior, in nats; 0 for a deterministic code
/// @param error of the reconstruction, if the outputs are one
/// @param isCorrect whether a classifier predicts the sample's class
public record SampleLoss(double objective, double reconstruction, double nats, double divergence,
        Optional<ReconstructionError> error, boolean isCorrect) {}
