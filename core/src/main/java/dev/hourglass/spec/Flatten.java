package dev.hourglass.spec;

/// A picture as a flat sample: row by row, pixel by pixel, the channels of a pixel together.
public record Flatten() implements Layer {}
