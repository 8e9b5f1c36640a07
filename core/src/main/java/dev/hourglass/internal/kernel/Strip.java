package dev.hourglass.internal.kernel;

/// How an elementwise sum walks: at each place it adds `count` neighbouring floats. Distances from one place to the next count floats.
///
/// @param x from one place to the next, in the first addend
/// @param y likewise, in the second
/// @param z likewise, in the third, where there is one
/// @param target likewise, in the sum
public record Strip(int places, int count, int x, int y, int z, int target) {
    /// Neighbouring floats.
    public static Strip of(int count) {
        return new Strip(1, count, 0, 0, 0, 0);
    }
}
