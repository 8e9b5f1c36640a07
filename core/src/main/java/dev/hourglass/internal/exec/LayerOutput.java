package dev.hourglass.internal.exec;

import dev.hourglass.internal.layout.Extent;

/// What a layer makes of one sample.
///
/// @param layer its name, such as `encoder.0`
/// @param extent rows, columns and channels
/// @param values `[row][column][channel]`
public record LayerOutput(String layer, Extent extent, float[] values) {}
