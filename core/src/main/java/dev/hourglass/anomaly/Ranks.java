package dev.hourglass.anomaly;

import java.util.Arrays;

/// Where numbers belong among sorted ones: a search within one of many narrow ranges, most of which hold one of them at most.
///
/// The bits of floating-point numbers rise with the numbers, so that ranges of bits are narrow where small numbers are many.
final class Ranks {
    private static final int RANGES = 4096;
    /// Keys of a range that are looked at one by one.
    private static final int FEW = 4;

    /// Rising, and one above all.
    private final long[] keys;
    private final long least;
    private final long most;
    /// Of the distance between two ranges' first keys, the logarithm to base 2.
    private final int shift;
    /// Of each range, how many keys lie before it; then how many there are.
    private final int[] before;

    /// @param sorted rising, at least one
    Ranks(double[] sorted) {
        keys = new long[sorted.length + 1];
        for (int i = 0; i < sorted.length; i++) keys[i] = key(sorted[i]);
        keys[sorted.length] = Long.MAX_VALUE;
        // The lowest may be 0, which is far from all others.
        least = keys[Math.min(1, sorted.length - 1)];
        most = keys[sorted.length - 1];
        shift = shift(most - least);
        before = new int[RANGES + 1];
        for (int i = 0; i < sorted.length; i++) before[range(keys[i]) + 1]++;
        for (int i = 0; i < RANGES; i++) before[i + 1] += before[i];
    }

    /// @param span as an unsigned number
    private static int shift(long span) {
        return Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(span) - Integer.numberOfTrailingZeros(RANGES));
    }

    /// Ordered as [Double#compare] orders numbers, but 0 and -0 are alike.
    private static long key(double number) {
        long bits = Double.doubleToLongBits(number + 0.0);
        return bits ^ (bits >> (Long.SIZE - 1) >>> 1);
    }

    private int range(long key) {
        if (key <= least) {
            return 0;
        }
        return key >= most ? RANGES - 1 : (int) ((key - least) >>> shift);
    }

    /// How many of the sorted numbers come before this one.
    int below(double number) {
        long key = key(number);
        int range = range(key);
        int at = before[range];
        int end = before[range + 1];
        if (end - at > FEW) {
            int found = Arrays.binarySearch(keys, at, end, key);
            return found >= 0 ? found : -found - 1;
        }
        while (at < end && keys[at] < key) at++;
        return at;
    }
}
