package dev.hourglass.bench.step;

import java.util.Arrays;

/// Durations, collected one by one.
final class Times {
    private long[] nanos = new long[64];
    private int count;

    void add(long duration) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = duration;
    }

    /// In seconds; of an even number, the mean of the two in the middle.
    double median() {
        if (count == 0) {
            throw new IllegalStateException("nothing was timed");
        }
        var sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return (sorted[(count - 1) / 2] + sorted[count / 2]) * 0.5e-9;
    }
}
