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

    /// In seconds.
    double median() {
        return Median.of(Arrays.stream(nanos, 0, count).mapToDouble(duration -> duration * 1e-9).toArray());
    }
}
