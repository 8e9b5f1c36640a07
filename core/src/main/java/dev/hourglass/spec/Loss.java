package dev.hourglass.spec;

/// How far a reconstruction is from its target, averaged over features and samples.
///
/// The mean over features makes learning rates comparable between input sizes and with Keras and PyTorch. A variational
/// autoencoder's divergence is divided by the number of features too, so that the objective stays the negative
/// evidence lower bound, per feature.
public sealed interface Loss permits MeanSquaredError, BinaryCrossEntropy, GaussianLikelihood {}
