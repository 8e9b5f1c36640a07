package dev.hourglass.spec;

/// The same features in another shape, in the same order.
public record Reshape(Shape to) implements Layer {}
