package dev.hourglass.table;

/// What repeats in time: a sine and a cosine tell where in it a moment is.
public enum Cycle {
    /// The hour of the day.
    DAY(0, 1),
    /// The day of the week; 1970-01-01 was a Thursday.
    WEEK(3, 7),
    /// The day of the year, of 365.2425 days.
    YEAR(0, 365.2425);

    private static final double DAY_SECONDS = 86_400;

    private final double daysBefore;
    private final double days;

    Cycle(double daysBefore, double days) {
        this.daysBefore = daysBefore;
        this.days = days;
    }

    /// How many seconds before 1970-01-01T00:00Z a cycle began.
    public double secondsBefore() {
        return daysBefore * DAY_SECONDS;
    }

    /// How long a cycle is, in seconds.
    public double seconds() {
        return days * DAY_SECONDS;
    }

    /// The share of the cycle that is over, in 0..1.
    ///
    /// @param seconds since 1970-01-01T00:00Z
    double phase(double seconds) {
        double turns = (seconds + secondsBefore()) / seconds();
        return turns - Math.floor(turns);
    }
}
