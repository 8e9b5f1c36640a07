package dev.hourglass.tables;

import dev.hourglass.internal.text.FoundNames;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/// Names and texts in SQL.
final class Sql {
    private Sql() {}

    /// A name, whatever is in it.
    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /// A text.
    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /// The option that has the infinite numbers of a column missing.
    static String missingWhereInfinite(String column) {
        return String.format(Locale.ROOT,
                "--query 'SELECT * REPLACE (CASE WHEN isfinite(%1$s) THEN %1$s END AS %1$s) FROM data'",
                name(FoundNames.printable(column)));
    }

    /// A list of texts.
    static String texts(Collection<String> texts) {
        return texts.stream().map(Sql::text).collect(Collectors.joining(", ", "[", "]"));
    }
}
