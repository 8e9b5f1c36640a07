package dev.hourglass.internal.file;

/// Floats that their maker gives away and never writes to again: whoever takes them need not copy them. Inside this module
/// only; what users give is copied.
public record OwnedFloats(float[] values) {}
