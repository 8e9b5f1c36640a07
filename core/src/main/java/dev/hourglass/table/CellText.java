package dev.hourglass.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Cells in words, for reasons: numbers with as many digits as a reader takes in.
public final class CellText {
    private static final MathContext FOUR_DIGITS = new MathContext(4);
    private static final double LARGEST_PLAIN = 1e12;
    private static final double SMALLEST_PLAIN = 1e-4;
    private static final int GROUP = 3;
    private static final double DAY = 86_400;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final long LAST_SECOND = 253_402_300_799L;

    private CellText() {}

    /// Four digits, such as `9,800`, `0.0312` or `1.2E+20`.
    public static String rounded(double value) {
        return Double.isFinite(value) ? plain(BigDecimal.valueOf(value).round(FOUR_DIGITS)) : Double.toString(value);
    }

    /// All digits that a file would have.
    static String exact(double value) {
        return Double.isFinite(value) ? plain(BigDecimal.valueOf(value)) : Double.toString(value);
    }

    private static String plain(BigDecimal value) {
        double size = Math.abs(value.doubleValue());
        if (size != 0 && (size >= LARGEST_PLAIN || size < SMALLEST_PLAIN)) {
            return value.stripTrailingZeros().toString();
        }
        var digits = new StringBuilder(value.stripTrailingZeros().toPlainString());
        int first = value.signum() < 0 ? 1 : 0;
        int point = digits.indexOf(".");
        for (int at = (point < 0 ? digits.length() : point) - GROUP; at > first; at -= GROUP) {
            digits.insert(at, ',');
        }
        return digits.toString();
    }

    /// A date, with the time of the day unless it is midnight.
    ///
    /// @param seconds since 1970-01-01T00:00Z
    public static String moment(double seconds) {
        if (!(Math.abs(seconds) <= LAST_SECOND)) {
            return rounded(seconds) + " seconds after 1970";
        }
        var moment = LocalDateTime.ofEpochSecond((long) Math.floor(seconds), 0, ZoneOffset.UTC);
        return seconds % DAY == 0 ? moment.toLocalDate().toString() : MOMENT.format(moment);
    }

    /// The date of the nearest midnight.
    ///
    /// @param seconds since 1970-01-01T00:00Z
    static String date(double seconds) {
        return moment(Math.rint(seconds / DAY) * DAY);
    }

    static String yesOrNo(double value) {
        return value == 0 ? "false" : "true";
    }

    /// With fewer digits the larger it is, such as `0.3 %` or `12 %`.
    ///
    /// @param share in 0..1
    public static String percent(double share) {
        double percent = 100 * share;
        if (percent > 0 && percent < 1) {
            return percent < 0.01 ? "less than 0.01 %" : rounded(Math.rint(percent * 100) / 100) + " %";
        }
        return Math.round(percent) + " %";
    }
}
