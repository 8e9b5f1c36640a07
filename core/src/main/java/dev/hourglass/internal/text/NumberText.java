package dev.hourglass.internal.text;

/// Numbers that are not finite as floats, in the words of messages.
public final class NumberText {
    private NumberText() {}

    /// `NaN`, `-Infinity` or `1.0E300, which is too large for a float`.
    public static String describe(double number) {
        return Double.isFinite(number) ? number + ", which is too large for a float" : String.valueOf(number);
    }
}
