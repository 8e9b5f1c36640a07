package dev.hourglass.experiments.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Round numbers along an axis: 1, 2 or 5 times a power of ten apart.
///
/// @param step distance between neighbours
/// @param values ascending, all within the range asked for
/// @param isLogarithmic whether values are exponents of ten, and labels the powers
record Ticks(double step, List<Double> values, boolean isLogarithmic) {
    /// About `count` ticks from `min` to `max`.
    static Ticks within(double min, double max, int count) {
        return spaced(roundStep((max - min) / count), min, max);
    }

    /// Whole numbers only.
    static Ticks whole(double min, double max, int count) {
        return spaced(Math.max(1, roundStep((max - min) / count)), min, max);
    }

    /// At these places and no others, which need not be evenly spaced; labels have the decimals of the smallest.
    ///
    /// @param places ascending, at least one
    static Ticks at(List<Double> places) {
        double smallest = places.stream().filter(place -> place != 0).mapToDouble(Math::abs).min().orElse(1);
        boolean isWhole = places.stream().allMatch(place -> place == Math.rint(place));
        return new Ticks(isWhole ? 1 : smallest, List.copyOf(places), false);
    }

    /// All powers of ten between two, on an axis of their exponents.
    static Ticks powersOfTen(int min, int max) {
        return new Ticks(1, IntStream.rangeClosed(min, max).mapToObj(i -> (double) i).toList(), true);
    }

    /// With as many decimals as the step needs.
    String label(double value) {
        if (isLogarithmic) {
            return String.format(Locale.ROOT, "%,." + (int) Math.max(0, -value) + "f", Math.pow(10, value));
        }
        int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
        return String.format(Locale.ROOT, "%,." + decimals + "f", value == 0 ? 0.0 : value).replace("-", "\u2212");
    }

    private static Ticks spaced(double step, double min, double max) {
        var values = new ArrayList<Double>();
        for (long i = (long) Math.ceil(min / step - 1e-9); i * step <= max + step * 1e-9; i++) {
            values.add(i * step);
        }
        return new Ticks(step, List.copyOf(values), false);
    }

    private static double roundStep(double rough) {
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double lead = rough / power;
        return power * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10);
    }
}
