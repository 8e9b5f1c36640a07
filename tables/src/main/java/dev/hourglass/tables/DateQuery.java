package dev.hourglass.tables;

import dev.hourglass.internal.text.FoundNames;
import java.util.Locale;

/// Queries that read dates in another way than they are read by themselves, for messages. They can be put into single quotes.
final class DateQuery {
    private DateQuery() {}

    /// The day of the month.
    ///
    /// @param date in ISO 8601
    static int day(String date) {
        var day = date.split("T", 2)[0];
        return Integer.parseInt(day.substring(day.lastIndexOf('-') + 1));
    }

    /// Whether people write the day first as well as the month, with the same characters between.
    static boolean isSwappable(String pattern) {
        return pattern.matches("(%d[/-]%m|%m[/-]%d)[/-].*");
    }

    static String swapped(String pattern) {
        return pattern.startsWith("%d") ? "%m" + pattern.charAt(2) + "%d" + pattern.substring(5)
                : "%d" + pattern.charAt(2) + "%m" + pattern.substring(5);
    }

    /// Takes days for months and months for days.
    static String ofOther(String column, String pattern, ColumnKind kind) {
        var name = Sql.name(FoundNames.printable(column));
        return String.format(Locale.ROOT,
                "--query 'SELECT * REPLACE (strptime(strftime(%s, $$%s$$), $$%s$$)%s AS %1$s) FROM data'", name,
                pattern,
                swapped(pattern), kind == ColumnKind.DATE ? "::DATE" : "");
    }

    /// Takes texts for dates that are written in one of two ways.
    static String ofSeveral(String column, String first, String second) {
        var name = Sql.name(FoundNames.printable(column));
        return String.format(Locale.ROOT,
                "--query 'SELECT * REPLACE (coalesce(try_strptime(%s, $$%s$$), try_strptime(%1$s, $$%s$$)) AS %1$s) FROM data'",
                name, pattern(first), pattern(second));
    }

    /// How a date is most probably written.
    static String pattern(String date) {
        var day = date.split("[ T]", 2)[0];
        var time = date.length() == day.length() ? "" : date.charAt(day.length()) + time(date);
        var parts = day.split("[./-]", -1);
        char between = day.charAt(parts[0].length());
        if (parts[0].length() > 2) {
            return "%Y" + between + "%m" + between + "%d" + time;
        }
        var year = parts[2].length() > 2 ? "%Y" : "%y";
        boolean isMonthFirst = between == '/' && Integer.parseInt(parts[0]) <= 12;
        return (isMonthFirst ? "%m/%d" : "%d" + between + "%m") + between + year + time;
    }

    private static String time(String date) {
        return date.matches(".*:.*:.*") ? "%H:%M:%S" : "%H:%M";
    }
}
