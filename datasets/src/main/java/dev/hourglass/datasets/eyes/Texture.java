package dev.hourglass.datasets.eyes;

/// Smooth noise in the plane: random values at whole coordinates, blended between them (Perlin 1985, in its simplest form).
record Texture(long seed) {
    private static final long ROW = 0x9e3779b97f4a7c15L;

    /// -1 to 1.
    double at(double x, double y) {
        long column = (long) Math.floor(x);
        long row = (long) Math.floor(y);
        double across = SmoothFunctions.smooth(x - column);
        double down = SmoothFunctions.smooth(y - row);
        double above = SmoothFunctions.mix(lattice(column, row), lattice(column + 1, row), across);
        double below = SmoothFunctions.mix(lattice(column, row + 1), lattice(column + 1, row + 1), across);
        return SmoothFunctions.mix(above, below, down);
    }

    /// -1 to 1 around a circle, on which `cells` random values stand.
    ///
    /// @param turn 0 to 1, once around
    double around(double turn, int cells, long ring) {
        double at = turn * cells;
        long cell = (long) Math.floor(at);
        return SmoothFunctions.mix(lattice(cell % cells, ring), lattice((cell + 1) % cells, ring),
                SmoothFunctions.smooth(at - cell));
    }

    private double lattice(long column, long row) {
        return (Dice.mix(seed + column + row * ROW) >>> 11) * 0x1p-52 - 1;
    }
}
