package dev.hourglass.tables;

import java.util.Collection;
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

    /// A list of texts.
    static String texts(Collection<String> texts) {
        return texts.stream().map(Sql::text).collect(Collectors.joining(", ", "[", "]"));
    }
}
