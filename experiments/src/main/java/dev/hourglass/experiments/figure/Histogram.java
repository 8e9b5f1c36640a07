package dev.hourglass.experiments.figure;

import java.util.Arrays;

/// How many values lie in each of some bins of equal width.
///
/// @param min where the first bin begins
/// @param max where the last one ends
/// @param counts of each bin
record Histogram(double min, double max, int[] counts) {
    /// From 0, or the smallest value if that is less, to the largest.
    static Histogram of(double[] values, int bins) {
        double min = Math.min(0, Arrays.stream(values).min().orElse(0));
        double largest = Arrays.stream(values).max().orElse(1);
        return within(min, largest > min ? largest : min + 1, values, bins);
    }

    /// @param min at most the smallest value
    /// @param max at least the largest value, above `min`
    static Histogram within(double min, double max, double[] values, int bins) {
        var counts = new int[bins];
        for (double value : values) {
            counts[Math.min(bins - 1, (int) ((value - min) / (max - min) * bins))]++;
        }
        return new Histogram(min, max, counts);
    }

    /// Where a bin begins.
    double edge(int bin) {
        return min + (max - min) * bin / counts.length;
    }

    int total() {
        return Arrays.stream(counts).sum();
    }
}
