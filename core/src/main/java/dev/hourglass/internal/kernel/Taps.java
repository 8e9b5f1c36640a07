package dev.hourglass.internal.kernel;

/// What a depthwise convolution or a pooling layer reads at each place. Distances count floats.
///
/// @param rows taps down
/// @param columns taps across
/// @param line from one row of taps to the next, in the source
/// @param pixel from one tap of a row to the next, in the source
public record Taps(int rows, int columns, int line, int pixel) {}
