package dev.hourglass.internal.file;

/// Floats that their maker gives away and never writes to again, so that a model keeps them without a copy. Inside this module
/// only; what users give is copied.
public record OwnedFloats(float[] values) {}
