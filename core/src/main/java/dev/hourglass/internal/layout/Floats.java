package dev.hourglass.internal.layout;

/// Large arrays whose vectors do not straddle cache lines.
public final class Floats {
    /// Offset of the first float in every large array: Java's array header has 16 bytes, so that this one stands at a
    /// multiple of 64 where the array itself does.
    public static final int ORIGIN = 12;
    /// Floats that G1 with regions of 1 MiB places at the start of a region of their own and never moves. With other
    /// collectors vectors straddle cache lines where they happen to.
    public static final int HUMONGOUS = (1 << 17) + ORIGIN;

    private Floats() {}

    /// At least `length` floats.
    public static float[] array(int length) {
        return new float[Math.max(length, HUMONGOUS)];
    }
}
