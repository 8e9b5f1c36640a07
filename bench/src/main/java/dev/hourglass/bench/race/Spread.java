package dev.hourglass.bench.race;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A median and its quartiles.
record Spread(double median, double lower, double upper) {
    static Spread of(double... numbers) {
        return new Spread(quantile(numbers, 0.5), quantile(numbers, 0.25), quantile(numbers, 0.75));
    }

    /// Of the medians of a contender's turns.
    static Spread of(List<Turn> turns) {
        return of(Turn.medians(turns));
    }

    /// Of the times of some rounds divided by those of the same rounds.
    static Spread ofQuotients(double[] slow, double[] fast) {
        var quotients = new double[fast.length];
        Arrays.setAll(quotients, i -> slow[i] / fast[i]);
        return of(quotients);
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

    @Override
    public String toString() {
        return "%s (%s to %s)".formatted(digits(median), digits(lower), digits(upper));
    }

    /// Three digits or a little more.
    private static String digits(double number) {
        return String.format(Locale.ROOT, number < 1 ? "%.3f" : number < 100 ? "%.2f" : "%.0f", number);
    }
}
