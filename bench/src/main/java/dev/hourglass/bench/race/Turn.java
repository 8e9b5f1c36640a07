package dev.hourglass.bench.race;

import java.util.Arrays;
import java.util.List;

/// The steps that a racer took in one of its turns.
///
/// @param median milliseconds
/// @param fastest milliseconds
record Turn(double median, double fastest) {
    private static final double NANOS = 1e-6;

    static Turn ofNanos(long[] steps) {
        var millis = Arrays.stream(steps).mapToDouble(nanos -> nanos * NANOS).toArray();
        return new Turn(quantile(millis, 0.5), quantile(millis, 0));
    }

    /// The median of the turns' medians.
    static double median(List<Turn> turns) {
        return quantile(turns.stream().mapToDouble(Turn::median).toArray(), 0.5);
    }

    /// The fastest of all steps.
    static double fastest(List<Turn> turns) {
        return turns.stream().mapToDouble(Turn::fastest).min().orElseThrow();
    }

    /// @param part 0 for the smallest, 0.5 for the median
    static double quantile(double[] numbers, double part) {
        var sorted = numbers.clone();
        Arrays.sort(sorted);
        double at = part * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
