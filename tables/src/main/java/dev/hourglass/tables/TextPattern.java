package dev.hourglass.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A way in which all texts of a column may be written that are numbers, booleans or moments.
///
/// @param sql a condition on an expression `%1$s` that is true where a text is written so
record TextPattern(ColumnKind kind, String pattern, String sql) {
    /// Years of two digits first: where four are expected, two are read as of the first century.
    private static final List<String> DATES = List.of("%d.%m.%y", "%m/%d/%y", "%d/%m/%y", "%d-%m-%y", "%d-%b-%y",
            "%d.%m.%Y", "%m/%d/%Y",
            "%d/%m/%Y", "%d-%m-%Y", "%m-%d-%Y", "%Y/%m/%d", "%Y.%m.%d", "%d %b %Y", "%d-%b-%Y", "%b %d, %Y", "%d %B %Y",
            "%B %d, %Y", "%b %d %Y", "%B %d %Y");
    private static final List<String> TIMES = List.of(" %H:%M:%S", " %H:%M", " %I:%M:%S %p", " %I:%M %p");

    /// What all moments look like that are not written as ISO 8601 has them.
    private static final TextPattern MOMENT = new TextPattern(ColumnKind.OTHER, "",
            "regexp_full_match(%1$s, '[A-Za-z0-9]{1,9}[ ./-][A-Za-z0-9]{1,9},?[ ./-][0-9]{2,4}( [0-9:]+( ?[AaPp][Mm])?)?')");

    /// All of them, the ones that say most first; one stands for all [#moments].
    ///
    /// @param isComma whether a comma between digits is rather a decimal one
    static List<TextPattern> all(boolean isComma) {
        var patterns = new ArrayList<TextPattern>();
        patterns.add(number(ColumnKind.INTEGER, "", "[+-]?(0|[1-9][0-9]{0,17})"));
        patterns.add(number(ColumnKind.NUMBER, "",
                "[+-]?((0|[1-9][0-9]*)(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?|[+-]?(?i:inf|infinity)"));
        var comma = number(ColumnKind.NUMBER, StoredColumn.DECIMAL_COMMA,
                "[+-]?(0|[1-9][0-9]*|[1-9][0-9]{0,2}(\\.[0-9]{3})+)(,[0-9]+)?");
        var thousands = number(ColumnKind.NUMBER, StoredColumn.THOUSANDS,
                "[+-]?(0|[1-9][0-9]*|[1-9][0-9]{0,2}(,[0-9]{3})+)(\\.[0-9]*)?");
        patterns.addAll(isComma ? List.of(comma, thousands) : List.of(thousands, comma));
        patterns.add(new TextPattern(ColumnKind.BOOLEAN, "",
                "regexp_full_match(%1$s, '(?i)true|false|yes|no|t|f|y|n')"));
        patterns.add(new TextPattern(ColumnKind.DATE, "",
                "(regexp_full_match(%1$s, '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}') AND TRY_CAST(%1$s AS DATE) IS NOT NULL)"));
        patterns.add(new TextPattern(ColumnKind.TIMESTAMP, "",
                "(regexp_matches(%1$s, '^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}') AND TRY_CAST(%1$s AS TIMESTAMPTZ) IS NOT NULL)"));
        patterns.add(MOMENT);
        return patterns;
    }

    /// The patterns that this one stands for.
    Stream<TextPattern> moments() {
        return equals(MOMENT)
                ? DATES.stream().flatMap(date -> Stream.concat(Stream.of(moment(ColumnKind.DATE, date)),
                        TIMES.stream().map(time -> moment(ColumnKind.TIMESTAMP, date + time))))
                : Stream.of(this);
    }

    private static TextPattern number(ColumnKind kind, String pattern, String expression) {
        return new TextPattern(kind, pattern, "regexp_full_match(%1$s, " + Sql.text(expression) + ")");
    }

    private static TextPattern moment(ColumnKind kind, String pattern) {
        return new TextPattern(kind, pattern,
                "try_strptime(%1$s, " + Sql.text(pattern).replace("%", "%%") + ") IS NOT NULL");
    }

    /// The condition on an expression.
    String holds(String expression) {
        return String.format(Locale.ROOT, sql, expression);
    }
}
