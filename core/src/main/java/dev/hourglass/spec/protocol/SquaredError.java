package dev.hourglass.spec.protocol;

/// The squared difference between a sample and its reconstruction, averaged over samples. Inputs are corrupted as in training.
///
/// @param per whether differences of a sample are added, or averaged over its features
public record SquaredError(Unit per) implements Measure {
    /// What a value is of.
    public enum Unit {
        SAMPLE,
        FEATURE
    }
}
