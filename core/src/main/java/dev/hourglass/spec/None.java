package dev.hourglass.spec;

/// No corruption.
public record None() implements Corruption {}
