package dev.hourglass.spec.init;

/// All zero.
public record Zeros() implements Init {}
