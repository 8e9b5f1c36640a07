package dev.hourglass.drift;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Control of the share of false discoveries among many tests (Benjamini and Hochberg 1995).
final class FalseDiscoveries {
    private FalseDiscoveries() {}

    /// Adjusted p-values, in the order of the tests: rejecting those of at most q keeps the expected share of false discoveries at q or less.
    static double[] adjusted(double... pValues) {
        int tests = pValues.length;
        var falling = IntStream.range(0, tests).boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -pValues[i])).toList();
        var adjusted = new double[tests];
        double least = 1;
        for (int i = 0; i < tests; i++) {
            int test = falling.get(i);
            least = Math.min(least, pValues[test] * tests / (tests - i));
            adjusted[test] = least;
        }
        return adjusted;
    }
}
