package dev.hourglass.spec;

/// All zero.
public record Zeros() implements Init {}
