package dev.hourglass.spec;

/// The squared difference, averaged over features and samples.
public record MeanSquaredError() implements Loss {}
