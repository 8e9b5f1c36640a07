package dev.hourglass.spec.loss;

/// The function that belongs to a loss and not to the last layer: it is applied to outputs after training, and turns them into
/// reconstructions or probabilities.
public enum OutputActivation {
    /// None: the outputs are what they mean.
    IDENTITY,
    /// The logistic function, of each output.
    SIGMOID,
    /// The exponential, of each output.
    EXPONENTIAL,
    /// The softmax, over the block.
    SOFTMAX
}
