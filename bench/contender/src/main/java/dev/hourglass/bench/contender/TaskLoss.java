package dev.hourglass.bench.contender;

/// The loss of outputs and targets, averaged over features and samples.
public enum TaskLoss {
    SQUARED_ERROR,
    /// Of targets in 0..1 and logits.
    CROSS_ENTROPY
}
