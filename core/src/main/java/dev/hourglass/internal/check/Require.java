package dev.hourglass.internal.check;

import dev.hourglass.spec.SpecException;

import java.util.List;
import java.util.Locale;

/// The checks that the records of specs make in their constructors.
public final class Require {
    private Require() {}

    public static void positive(String record, String component, int value) {
        if (value < 1) {
            throw new SpecException(
                    String.format(Locale.ROOT, "%s: %s must be at least 1, found %d", record, component, value));
        }
    }

    public static void notNegative(String record, String component, int value) {
        if (value < 0) {
            throw new SpecException(
                    String.format(Locale.ROOT, "%s: %s must be 0 or more, found %d", record, component, value));
        }
    }

    public static void positive(String record, String component, double value) {
        check(value > 0 && Double.isFinite(value), record, component, "a number above 0", value);
    }

    public static void notNegative(String record, String component, double value) {
        check(value >= 0 && Double.isFinite(value), record, component, "0 or more", value);
    }

    /// At least 0 and below 1.
    public static void fraction(String record, String component, double value) {
        check(value >= 0 && value < 1, record, component, "at least 0 and below 1", value);
    }

    /// Above 0 and below 1.
    public static void inside(String record, String component, double value) {
        check(value > 0 && value < 1, record, component, "above 0 and below 1", value);
    }

    /// Finite numbers, at least one; a copy.
    public static List<Double> colour(String record, List<Double> colour) {
        if (colour.isEmpty()) {
            throw new SpecException(
                    record + ": colour must be one value for all channels or one per channel, found none");
        }
        for (double value : colour) {
            check(Double.isFinite(value), record, "colour", "finite numbers", value);
        }
        return List.copyOf(colour);
    }

    private static void check(boolean holds, String record, String component, String expected, double value) {
        if (!holds) {
            throw new SpecException(
                    String.format(Locale.ROOT, "%s: %s must be %s, found %s", record, component, expected, value));
        }
    }
}
