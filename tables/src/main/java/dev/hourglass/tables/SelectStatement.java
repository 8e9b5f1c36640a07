package dev.hourglass.tables;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.text.FoundNames;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A query that is one `SELECT`, parsed by itself: nothing in it ends, or goes on beyond, the statement that it becomes a part of.
record SelectStatement(String sql) {
    private static final Pattern NEAR = Pattern.compile("syntax error at or near \"(.*)\"", Pattern.DOTALL);

    /// @param tables what it may select from, for messages
    /// @throws DataException naming the place if it is none
    static SelectStatement parse(DuckSession session, String sql, List<String> tables) throws SQLException {
        var row = session.rows(String.format(Locale.ROOT,
                "SELECT tree->>'error_type', tree->>'error_message', tree->>'position', json_array_length(tree->'statements') FROM (SELECT json_serialize_sql(%s) AS tree)",
                Sql.text(sql))).getFirst();
        var error = Optional.ofNullable(row.getFirst());
        if (error.isPresent()) {
            throw refusal(tables, error.get().equals("parser")
                    ? syntaxError(sql, String.valueOf(row.get(1)), row.get(2))
                    : "found another statement, or a PIVOT without IN; a query only reads rows");
        }
        int statements = Integer.parseInt(String.valueOf(row.get(3)));
        if (statements == 0) {
            throw refusal(tables, "found nothing; write one, such as SELECT * FROM " + tables.getFirst());
        }
        if (statements > 1) {
            throw refusal(tables, String.format(Locale.ROOT, "found %d statements; keep one", statements));
        }
        return new SelectStatement(sql);
    }

    private static DataException refusal(List<String> tables, String found) {
        return new DataException("query",
                String.format(Locale.ROOT, "expected one SELECT over %s, %s", FoundNames.text(tables), found));
    }

    /// @param position in bytes of UTF-8, counted from 0
    private static String syntaxError(String sql, String message, @Nullable String position) {
        var near = NEAR.matcher(message);
        var what = near.matches()
                ? "a syntax error near '" + FoundNames.printable(near.group(1)) + "'"
                : "a syntax error: " + FoundNames.printable(message);
        return String.format(Locale.ROOT, "found %s%s; correct it", what,
                position == null ? "" : place(sql, Integer.parseInt(position)));
    }

    private static String place(String sql, int position) {
        var bytes = sql.getBytes(StandardCharsets.UTF_8);
        var before = new String(Arrays.copyOf(bytes, Math.min(position, bytes.length)), StandardCharsets.UTF_8);
        int lineStart = before.lastIndexOf('\n') + 1;
        long line = 1 + before.chars().filter(unit -> unit == '\n').count();
        int character = 1 + before.codePointCount(lineStart, before.length());
        return sql.contains("\n")
                ? String.format(Locale.ROOT, " in line %d, character %d", line, character)
                : String.format(Locale.ROOT, " at character %d", character);
    }
}
