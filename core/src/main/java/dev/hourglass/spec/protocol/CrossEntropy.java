package dev.hourglass.spec.protocol;

/// The binary cross-entropy between a sample and its reconstruction, averaged over features and samples, in nats. Inputs are corrupted as in
/// training.
public record CrossEntropy() implements Measure {}
