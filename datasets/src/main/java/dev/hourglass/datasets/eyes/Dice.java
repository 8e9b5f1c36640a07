package dev.hourglass.datasets.eyes;

/// The random numbers of one picture, in the order in which they are asked for: SplitMix64 (Steele, Lea and Flood 2014), whose
/// numbers no version of Java changes.
final class Dice {
    private static final long GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    /// Of different numbers for each seed and picture.
    Dice(long seed, int picture) {
        state = mix(mix(seed + GAMMA) + picture);
    }

    /// Uniform in `0 <= u < 1`.
    double uniform() {
        state += GAMMA;
        return (mix(state) >>> 11) * 0x1p-53;
    }

    double between(double low, double high) {
        return low + (high - low) * uniform();
    }

    /// Between two values, those in the middle more often: the mean of three uniform numbers.
    double around(double low, double high) {
        return low + (high - low) * (uniform() + uniform() + uniform()) / 3;
    }

    /// 0 to `count - 1`.
    int choice(int count) {
        return (int) (uniform() * count);
    }

    boolean chance(double probability) {
        return uniform() < probability;
    }

    /// A start for a [Texture].
    long seed() {
        state += GAMMA;
        return mix(state);
    }

    static long mix(long bits) {
        long z = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
