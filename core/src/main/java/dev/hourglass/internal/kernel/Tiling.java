package dev.hourglass.internal.kernel;

/// How the transforms of tiles walk: tiles of two by two pixels side by side, each with planes of sums in which a tile is one pixel.
///
/// @param pixel floats of a pixel, and from one pixel to the next
/// @param line from one row of pixels to the next
/// @param plane from one plane of sums to the next
public record Tiling(int tiles, int pixel, int line, int plane) {
    /// Floats between planes, a line of the cache: planes that are a power of two apart share one set of it.
    private static final int GAP = Kernels.LANES;

    /// With planes one behind the other.
    public static Tiling of(int tiles, int pixel, int line) {
        return new Tiling(tiles, pixel, line, plane(tiles, pixel));
    }

    /// Floats from one plane to the next.
    public static int plane(int tiles, int pixel) {
        return tiles * pixel + GAP;
    }
}
