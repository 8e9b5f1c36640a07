package dev.hourglass.bench.race;

import java.util.Arrays;
import java.util.List;

/// The steps that a contender took in one of its turns.
///
/// @param median milliseconds
/// @param mean milliseconds
/// @param fastest milliseconds
record Turn(double median, double mean, double fastest) {
    private static final double NANOS = 1e-6;

    static Turn ofNanos(long[] steps) {
        var millis = Arrays.stream(steps).mapToDouble(nanos -> nanos * NANOS).toArray();
        return new Turn(
                Spread.quantile(millis, 0.5), Arrays.stream(millis).average().orElseThrow(),
                Spread.quantile(millis, 0));
    }

    static double[] medians(List<Turn> turns) {
        return turns.stream().mapToDouble(Turn::median).toArray();
    }

    /// The median of the turns' medians.
    static double median(List<Turn> turns) {
        return Spread.of(turns).median();
    }

    /// The fastest of all steps.
    static double fastest(List<Turn> turns) {
        return turns.stream().mapToDouble(Turn::fastest).min().orElseThrow();
    }
}
