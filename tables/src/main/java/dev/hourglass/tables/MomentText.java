package dev.hourglass.tables;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/// Dates and times as the texts of a column have them.
record MomentText(StoredColumn column) {
    private static final long FIRST_SECOND = -62_135_596_800L;
    private static final long LAST_SECOND = 253_402_300_799L;
    private static final long DAY = 86_400;

    /// @param seconds since 1970-01-01T00:00Z; years before 1 and after 9999 become these
    String of(double seconds) {
        long second = Math.clamp(Math.round(seconds), FIRST_SECOND, LAST_SECOND);
        return formatter().format(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
    }

    /// @param seconds since midnight
    static String timeOfDay(double seconds) {
        return DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT)
                .format(LocalTime.ofSecondOfDay(Math.clamp(Math.round(seconds), 0, DAY - 1)));
    }

    private DateTimeFormatter formatter() {
        if (column.pattern().isEmpty()) {
            return DateTimeFormatter.ofPattern(
                    column.kind() == ColumnKind.DATE ? "uuuu-MM-dd" : "uuuu-MM-dd HH:mm:ss", Locale.ROOT);
        }
        var pattern = new DateTimeFormatterBuilder();
        for (int i = 0; i < column.pattern().length(); i++) {
            char c = column.pattern().charAt(i);
            if (c == '%' && i + 1 < column.pattern().length()) {
                pattern.appendPattern(letters(column.pattern().charAt(++i)));
            } else {
                pattern.appendLiteral(c);
            }
        }
        return pattern.toFormatter(Locale.ENGLISH);
    }

    /// Java's letters for one of `strptime`.
    private static String letters(char directive) {
        return switch (directive) {
            case 'd' -> "dd";
            case 'm' -> "MM";
            case 'y' -> "uu";
            case 'Y' -> "uuuu";
            case 'b' -> "MMM";
            case 'B' -> "MMMM";
            case 'H' -> "HH";
            case 'I' -> "hh";
            case 'M' -> "mm";
            case 'S' -> "ss";
            case 'p' -> "a";
            default -> throw new IllegalArgumentException("no such directive: %" + directive);
        };
    }
}
