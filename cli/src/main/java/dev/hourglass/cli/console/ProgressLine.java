package dev.hourglass.cli.console;

import java.util.Locale;

/// One line about a training that is under way.
///
/// @param phase what comes before all else, with a comma; may be empty
/// @param fine whether the bar may use line-drawing characters
/// @param columns characters in a line, at most
record ProgressLine(String phase, boolean fine, int columns) {
    private static final int LONGEST_BAR = 30;
    private static final int SHORTEST_BAR = 5;

    /// A bar with what is known in the middle of an epoch.
    ///
    /// @param done share of the epoch, 0..1
    /// @param left seconds until the training ends
    String running(int epoch, int epochs, double done, double loss, double samplesPerSecond, double left) {
        var before = phase + "epoch %s ".formatted(count(epoch, epochs));
        var after = String.format(
                Locale.ROOT, " %3.0f %%  loss %.4f  %,.0f samples/s  %s left", Math.floor(done * 100), loss,
                samplesPerSecond, duration(left));
        int room = Math.min(LONGEST_BAR, columns - 1 - before.length() - after.length());
        var line = before + (room < SHORTEST_BAR ? "" : bar(done, room)) + after;
        return line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1));
    }

    /// What is worth keeping of an epoch.
    ///
    /// @param validation such as `  validation 0.1234`, or empty
    String finished(int epoch, int epochs, double loss, String validation, double samplesPerSecond, double seconds) {
        return String.format(
                Locale.ROOT, "%sepoch %s  loss %.4f%s  %,.0f samples/s  %s", phase, count(epoch, epochs), loss,
                validation,
                samplesPerSecond, duration(seconds));
    }

    /// As `7.1 s`, `42 s`, `1:05 min` or `2:00:00 h`.
    static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (seconds < 9.95) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? "%d:%02d min".formatted(whole / 60, whole % 60)
                : "%d:%02d:%02d h".formatted(whole / 3600, whole / 60 % 60, whole % 60);
    }

    private static String count(int epoch, int epochs) {
        var all = Integer.toString(epochs);
        return " ".repeat(Math.max(0, all.length() - Integer.toString(epoch).length())) + epoch + "/" + all;
    }

    private String bar(double done, int width) {
        int full = (int) Math.floor(Math.clamp(done, 0.0, 1.0) * width);
        return (fine ? "\u2501" : "#").repeat(full) + (fine ? "\u2500" : "-").repeat(width - full);
    }
}
