package dev.hourglass.model;

import dev.hourglass.spec.Shape;

/// What a layer makes of one sample.
///
/// @param layer its name, such as `encoder.0`, as its weights have it
/// @param shape `[features]` or `[row][column][channel]`
/// @param values in the order of the shape
public record LayerActivation(String layer, Shape shape, float[] values) {}
