package dev.hourglass.spark;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Numbers and moments as categories, written as `hourglass` reads them from files.
final class CategoryNumber {
    private static final long MICROS = 1_000_000;
    private static final int NANOS = 1000;
    private static final int DIGITS = 6;
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, DIGITS, true)
            .toFormatter(Locale.ROOT);

    private CategoryNumber() {}

    static @Nullable String text(float number) {
        return Float.isFinite(number) ? text(new BigDecimal(Float.toString(number))) : null;
    }

    static @Nullable String text(double number) {
        return Double.isFinite(number) ? text(BigDecimal.valueOf(number)) : null;
    }

    /// Decimal digits without an exponent or trailing zeros.
    static String text(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /// @param micros since 1970-01-01T00:00Z
    static String moment(long micros) {
        return MOMENT.format(LocalDateTime.ofEpochSecond(Math.floorDiv(micros, MICROS),
                (int) Math.floorMod(micros, MICROS) * NANOS, ZoneOffset.UTC));
    }
}
