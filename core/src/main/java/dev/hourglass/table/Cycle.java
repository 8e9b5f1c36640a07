package dev.hourglass.table;

/// What repeats in time: a sine and a cosine tell where in it a moment is.
public enum Cycle {
    /// The hour of the day.
    DAY,
    /// The day of the week.
    WEEK,
    /// The day of the year, of 365.2425 days.
    YEAR;

    private static final double DAY_SECONDS = 86_400;
    /// 1970-01-01 was a Thursday.
    private static final double MONDAY = 3 * DAY_SECONDS;
    private static final double YEAR_SECONDS = 365.2425 * DAY_SECONDS;

    /// The share of the cycle that is over, in 0..1.
    ///
    /// @param seconds since 1970-01-01T00:00Z
    double phase(double seconds) {
        return switch (this) {
            case DAY -> share(seconds, DAY_SECONDS);
            case WEEK -> share(seconds + MONDAY, 7 * DAY_SECONDS);
            case YEAR -> share(seconds, YEAR_SECONDS);
        };
    }

    private static double share(double seconds, double length) {
        double turns = seconds / length;
        return turns - Math.floor(turns);
    }
}
