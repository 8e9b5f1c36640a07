package dev.hourglass.spec.init;

/// All one.
public record Ones() implements Init {}
