package dev.hourglass.spec.corruption;

/// No corruption.
public record NoCorruption() implements Corruption {}
