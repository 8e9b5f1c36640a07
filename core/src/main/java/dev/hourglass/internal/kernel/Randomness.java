package dev.hourglass.internal.kernel;

import static dev.hourglass.internal.kernel.Kernels.LANES;

/// Random numbers as functions of a key and a counter: no state, so any thread can compute any of them.
public final class Randomness {
    /// Ints in the keys of a panel: a first and a second half for each sample.
    public static final int KEYS = 2 * LANES;

    static final int GOLDEN = 0x9e3779b9;
    private static final long GAMMA = 0x9e3779b97f4a7c15L;
    /// Constants of a mixing function with low bias, found by search (Wellons 2018, "hash prospector").
    static final int MIX_1 = 0x21f0aaad;

    static final int MIX_2 = 0x735a2d97;

    /// Half a turn in 2 to the 32 parts.
    static final float ANGLE = (float) (Math.PI * 0x1p-32);

    static final float S3 = -1f / 6;
    static final float S5 = 1f / 120;
    static final float S7 = -1f / 5040;
    static final float S9 = 1f / 362880;
    static final float S11 = -1f / 39916800;

    private Randomness() {}

    /// A 64-bit key made of two numbers, by the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
    public static long key(long first, long second) {
        return mix64(mix64(first + GAMMA) + GAMMA + second);
    }

    /// A 64-bit key made of three numbers.
    public static long key(long first, long second, long third) {
        return mix64(key(first, second) + GAMMA + third);
    }

    /// A 64-bit key made of four numbers.
    public static long key(long first, long second, long third, long fourth) {
        return mix64(key(first, second, third) + GAMMA + fourth);
    }

    /// Puts the key of a lane's sample where kernels look for it.
    public static void setKey(int[] keys, int lane, long key) {
        keys[lane] = (int) key;
        keys[LANES + lane] = (int) (key >>> 32);
    }

    /// A number in `0 <= u < 1`, with 53 random bits.
    public static double uniform(long key, long counter) {
        return (mix64(key + counter * GAMMA) >>> 11) * 0x1p-53;
    }

    /// A standard normal number (Box and Muller 1958), in double precision.
    public static double normal(long key, long counter) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform(key, 2 * counter)));
        return radius * StrictMath.cos(2 * Math.PI * uniform(key, 2 * counter + 1));
    }

    static long mix64(long bits) {
        long z = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    static int mix32(int bits) {
        int z = (bits ^ bits >>> 16) * MIX_1;
        z = (z ^ z >>> 15) * MIX_2;
        return z ^ z >>> 15;
    }

    /// 32 random bits of an element.
    static int bits(int key, int element) {
        return mix32(key + element * GOLDEN);
    }

    /// A number in `0 < u < 1`, of 23 bits.
    static float uniform(int bits) {
        return ((bits >>> 9 << 1) + 1) * 0x1p-24f;
    }

    /// A standard normal number (Box and Muller 1958) of an element.
    static float normal(int firstKey, int secondKey, int element) {
        int first = bits(firstKey, element);
        int second = mix32(first + secondKey);
        return (float) Math.sqrt(-2f * Elementary.log(uniform(first))) * sine(second);
    }

    /// The sine of an angle that 32 bits choose, up to a quarter turn to either side; it is distributed like the sine of an
    /// angle from the whole circle.
    static float sine(int bits) {
        float angle = bits * ANGLE;
        float square = angle * angle;
        float p = Math.fma(square, S11, S9);
        p = Math.fma(p, square, S7);
        p = Math.fma(p, square, S5);
        p = Math.fma(p, square, S3);
        p = Math.fma(p, square, 1f);
        return p * angle;
    }
}
