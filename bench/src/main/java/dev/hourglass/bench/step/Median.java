package dev.hourglass.bench.step;

import java.util.Arrays;
import java.util.Collection;

/// The number in the middle.
public final class Median {
    private Median() {}

    /// Of an even number of them, the mean of the two in the middle.
    public static double of(Collection<Double> numbers) {
        return of(numbers.stream().mapToDouble(number -> number).toArray());
    }

    static double of(double[] numbers) {
        if (numbers.length == 0) {
            throw new IllegalArgumentException("nothing was measured");
        }
        var sorted = numbers.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
