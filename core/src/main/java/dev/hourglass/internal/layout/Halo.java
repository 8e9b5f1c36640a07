package dev.hourglass.internal.layout;

/// Pixels of zeros around a picture, which spare the kernels every branch at its borders.
public record Halo(int top, int bottom, int left, int right) {
    public static final Halo NONE = new Halo(0, 0, 0, 0);

    /// Wide enough for both.
    public Halo or(Halo other) {
        return new Halo(
                Math.max(top, other.top),
                Math.max(bottom, other.bottom),
                Math.max(left, other.left),
                Math.max(right, other.right));
    }
}
