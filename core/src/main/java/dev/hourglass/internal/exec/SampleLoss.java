package dev.hourglass.internal.exec;

/// What one sample costs a network.
///
/// @param objective what training minimises, per feature
/// @param reconstruction the loss alone, per feature
/// @param nats the negative log-likelihood of the sample, given its code
/// @param divergence of the code's posterior, in nats; 0 for a plain code
/// @param squaredError of the reconstruction, per feature
/// @param corruptedError squared error of the corrupted input, per feature
/// @param repair squared errors where the corruption changed something
/// @param isCorrect whether a classifier tells the sample's class
public record SampleLoss(double objective, double reconstruction, double nats, double divergence, double squaredError,
        double corruptedError, InpaintingError repair, boolean isCorrect) {}
