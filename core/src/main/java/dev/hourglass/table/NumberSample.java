package dev.hourglass.table;

import java.util.Arrays;

/// Numbers that come one by one: all of them, or where there are many, every second, fourth and so on.
final class NumberSample {
    private static final int MOST = 1 << 17;

    private double[] kept = new double[1 << 10];
    private int count;
    private long seen;
    private long stride = 1;
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;

    /// Infinities are passed over: they have no place in a mean.
    void add(double value) {
        if (Double.isInfinite(value)) {
            return;
        }
        least = Math.min(least, value);
        most = Math.max(most, value);
        if (seen++ % stride == 0) {
            keep(value);
        }
    }

    private void keep(double value) {
        if (count == MOST) {
            for (int i = 0; i < MOST / 2; i++) kept[i] = kept[2 * i];
            count = MOST / 2;
            stride *= 2;
        } else if (count == kept.length) {
            kept = Arrays.copyOf(kept, 2 * count);
        }
        kept[count++] = value;
    }

    /// Of all numbers, not only those that are kept.
    double least() {
        return least;
    }

    /// Of all numbers, not only those that are kept.
    double most() {
        return most;
    }

    boolean isConstant() {
        return !(most > least);
    }

    /// A copy, in the order in which they came.
    double[] values() {
        return Arrays.copyOf(kept, count);
    }

    /// A copy, rising.
    double[] sorted() {
        var values = values();
        Arrays.sort(values);
        return values;
    }
}
