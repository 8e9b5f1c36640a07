package dev.hourglass.internal.kernel;

/// The numbers that the kernels draw, one at a time, for tests of other packages.
public final class NoiseOracle {
    private NoiseOracle() {}

    /// What [Kernels#addNoise] adds, before it multiplies with the standard deviation.
    public static double normal(long key, int element) {
        return Randomness.normal((int) key, (int) (key >>> 32), element);
    }

    /// Whether [Kernels#dropOut] drops.
    public static boolean isDropped(long key, int element, float rate) {
        int bits = Randomness.mix32(Randomness.bits((int) key, element) + (int) (key >>> 32));
        return Randomness.uniform(bits) < rate;
    }

    /// Whether [Kernels#strike] strikes a place.
    public static boolean isStruck(long key, int place, float rate) {
        return isDropped(key, place, rate);
    }

    /// Whether [Kernels#strike] chooses the low value for it.
    public static boolean isLow(long key, int place) {
        return Randomness.uniform(Randomness.bits((int) key, place)) < 0.5f;
    }
}
