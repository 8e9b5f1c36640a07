package dev.hourglass.internal.kernel;

/// How the transforms of tiles walk: tiles of two by two pixels side by side, each with planes of sums in which a tile is one pixel.
///
/// @param pixel floats of a pixel, and from one pixel to the next
/// @param line from one row of pixels to the next
/// @param plane from one plane of sums to the next
public record Tiling(int tiles, int pixel, int line, int plane) {}
