package dev.hourglass.spec.loss;

/// The squared difference, averaged over features and samples.
public record MeanSquaredError() implements Loss {}
