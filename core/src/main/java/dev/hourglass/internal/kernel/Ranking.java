package dev.hourglass.internal.kernel;

/// Finds the k-th largest of many numbers without sorting or moving them, and without a branch that depends on them.
///
/// Numbers are ranked by their bits: a key is an integer that is larger where the number is, so that the wanted key can be
/// found bit by bit, from the highest, by counting.
public final class Ranking {
    private static final int BITS = 32;

    private Ranking() {}

    /// An integer that orders like the number. Both zeros have the same; NaN orders by its bits, beyond infinity.
    public static int key(float x) {
        int bits = Float.floatToRawIntBits(x + 0f);
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }

    /// For each of the lanes of a panel, the key of the `k`-th largest of `count` features.
    ///
    /// @param k from 1 to `count`
    /// @param keys what is found, one for each lane; `keys[lanes]` and following are used meanwhile
    public static void kthLargestByLane(float[] x, int at, int count, int lanes, int k, int[] keys) {
        for (int lane = 0; lane < lanes; lane++) {
            keys[lane] = 0;
        }
        for (int bit = BITS - 1; bit >= 0; bit--) {
            for (int lane = 0; lane < lanes; lane++) {
                keys[lanes + lane] = 0;
            }
            for (int i = 0; i < count; i++) {
                countAtLeast(x, at + i * lanes, lanes, 1 << bit, keys);
            }
            for (int lane = 0; lane < lanes; lane++) {
                keys[lane] |= keys[lanes + lane] >= k ? 1 << bit : 0;
            }
        }
        for (int lane = 0; lane < lanes; lane++) {
            keys[lane] ^= Integer.MIN_VALUE;
        }
    }

    /// Counts a number where its key, as an unsigned integer, is not below the prefix with one more bit set.
    private static void countAtLeast(float[] x, int at, int lanes, int bit, int[] keys) {
        for (int lane = 0; lane < lanes; lane++) {
            int wanted = (keys[lane] | bit) ^ Integer.MIN_VALUE;
            keys[lanes + lane] += key(x[at + lane]) >= wanted ? 1 : 0;
        }
    }

    /// The key of the `k`-th largest of `count` numbers, which stand in runs.
    ///
    /// @param run length of a run; the last one may be shorter
    /// @param step distance between the beginnings of two runs
    public static int kthLargest(float[] x, int at, int run, int step, int count, int k) {
        int prefix = 0;
        for (int bit = BITS - 1; bit >= 0; bit--) {
            int wanted = (prefix | 1 << bit) ^ Integer.MIN_VALUE;
            int found = 0;
            for (int done = 0, from = at; done < count; done += run, from += step) {
                found += atLeast(x, from, Math.min(run, count - done), wanted);
            }
            prefix |= found >= k ? 1 << bit : 0;
        }
        return prefix ^ Integer.MIN_VALUE;
    }

    private static int atLeast(float[] x, int from, int count, int wanted) {
        int found = 0;
        for (int i = from; i < from + count; i++) {
            found += key(x[i]) >= wanted ? 1 : 0;
        }
        return found;
    }
}
