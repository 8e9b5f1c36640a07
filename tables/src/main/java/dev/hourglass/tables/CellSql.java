package dev.hourglass.tables;

import dev.hourglass.table.BooleanType;
import dev.hourglass.table.CategoricalType;
import dev.hourglass.table.ColumnType;
import dev.hourglass.table.CountType;
import dev.hourglass.table.NumericType;
import dev.hourglass.table.TimestampType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What turns the cells of a column into numbers or texts, in SQL. A text that cannot be read is an error of the query; `isTried`
/// makes it NULL instead.
final class CellSql {
    /// What stands for a missing cell in texts, as a regular expression, and in how many characters at most.
    private static final String MISSING = "|NA|N/A|null|NULL|\\?|NaN|nan";
    private static final int LONGEST_MISSING = 4;

    private static final List<String> YES = List.of("true", "yes", "t", "y", "1", "1.0");
    private static final List<String> NO = List.of("false", "no", "f", "n", "0", "0.0");

    private final RawColumn raw;
    private final StoredColumn stored;
    private final boolean isTried;

    /// @param stored how its texts are read
    CellSql(RawColumn raw, StoredColumn stored, boolean isTried) {
        this.raw = raw;
        this.stored = stored;
        this.isTried = isTried;
    }

    /// Without blanks around it, NULL where missing. (`IN` would become a join, of which each takes megabytes.)
    static String text(String name) {
        var cell = "trim(" + Sql.name(name) + "::VARCHAR, ' \t')";
        return String.format(Locale.ROOT,
                "CASE WHEN strlen(%1$s) > %2$d THEN %1$s WHEN regexp_full_match(%1$s, %3$s) THEN NULL ELSE %1$s END",
                cell, LONGEST_MISSING,
                Sql.text(MISSING));
    }

    /// The cell as a column of the type reads it: DOUBLE, or VARCHAR for categories.
    String of(ColumnType type) {
        return switch (type) {
            case NumericType _ -> number();
            case CountType _ -> count();
            case CategoricalType _ -> category();
            case BooleanType _ -> truth();
            case TimestampType _ -> seconds();
        };
    }

    /// The cell as what it was found to be: DOUBLE, or VARCHAR for texts.
    String asFound() {
        return switch (stored.kind()) {
            case NUMBER, INTEGER, TIME -> number();
            case BOOLEAN -> truth();
            case DATE, TIMESTAMP -> seconds();
            case TEXT -> text(raw.name());
            case OTHER -> String.format(Locale.ROOT, "CASE WHEN %s IS NULL THEN NULL ELSE '' END", cell());
        };
    }

    /// The cell with DuckDB's own type, for queries over it.
    String typed() {
        return switch (stored.kind()) {
            case INTEGER -> raw.isText() ? cast(plain(), "BIGINT") : cell();
            case NUMBER -> raw.isText() ? number() : cell();
            case BOOLEAN -> raw.isText() ? cast(truth(), "BOOLEAN") : cell();
            case DATE -> raw.isText() ? cast(moment(), "DATE") : cell();
            case TIMESTAMP -> raw.isText() ? cast(moment(), "TIMESTAMP") : cell();
            case TEXT -> text(raw.name());
            case TIME, OTHER -> cell();
        };
    }

    private String cell() {
        return Sql.name(raw.name());
    }

    private String cast(String expression, String type) {
        return (isTried ? "TRY_CAST(" : "CAST(") + expression + " AS " + type + ")";
    }

    private String number() {
        return switch (raw.kind()) {
            case TEXT -> cast(plain(), "DOUBLE");
            case DATE, TIMESTAMP -> seconds();
            case TIME -> "epoch(" + cell() + ")";
            case BOOLEAN -> "CAST(CAST(" + cell() + " AS TINYINT) AS DOUBLE)";
            case NUMBER, INTEGER -> "CAST(" + cell() + " AS DOUBLE)";
            case OTHER -> cast(cell(), "DOUBLE");
        };
    }

    private String count() {
        var other = isTried ? "NULL" : "CAST(error('not a count') AS DOUBLE)";
        return String.format(Locale.ROOT, "CASE WHEN %1$s < 0 OR %1$s <> floor(%1$s) THEN %2$s ELSE %1$s END", number(),
                other);
    }

    /// A text as SQL writes numbers.
    private String plain() {
        var text = text(raw.name());
        return switch (stored.pattern()) {
            case StoredColumn.DECIMAL_COMMA -> "replace(replace(" + text + ", '.', ''), ',', '.')";
            case StoredColumn.THOUSANDS -> "replace(" + text + ", ',', '')";
            default -> text;
        };
    }

    private String truth() {
        var cell = raw.kind() == ColumnKind.NUMBER
                ? "nullif(CAST(CAST(" + cell() + " AS DOUBLE) AS VARCHAR), 'nan')"
                : "lower(" + text(raw.name()) + ")";
        var other = isTried ? "NULL"
                : "CASE WHEN " + cell + " IS NOT NULL THEN CAST(error('not a boolean') AS DOUBLE) END";
        return "CASE " + cell + cases(YES, "1.0::DOUBLE") + cases(NO, "0.0::DOUBLE") + " ELSE " + other + " END";
    }

    private static String cases(List<String> words, String number) {
        return words.stream().map(word -> " WHEN " + Sql.text(word) + " THEN " + number).collect(Collectors.joining());
    }

    private String seconds() {
        return switch (raw.kind()) {
            case TEXT -> "epoch(" + moment() + ")";
            case DATE, TIMESTAMP -> "epoch(CAST(" + cell() + " AS TIMESTAMP))";
            case TIME -> "epoch(" + cell() + ")";
            case BOOLEAN, NUMBER, INTEGER, OTHER -> number();
        };
    }

    /// A text as TIMESTAMP. One with a time zone is taken to UTC.
    private String moment() {
        var text = text(raw.name());
        if (stored.pattern().contains("%")) {
            return (isTried ? "try_strptime(" : "strptime(") + text + ", " + Sql.text(stored.pattern()) + ")";
        }
        return "CAST(" + cast(text, "TIMESTAMPTZ") + " AS TIMESTAMP)";
    }

    /// A text as it is; numbers are shortened by [CategoryText].
    private String category() {
        return switch (stored.kind()) {
            case NUMBER -> raw.isText() ? "CAST(" + number() + " AS VARCHAR)" : text(raw.name());
            case BOOLEAN -> String.format(Locale.ROOT, "CASE %s WHEN 1 THEN 'true' WHEN 0 THEN 'false' END", truth());
            case DATE -> raw.isText() ? "CAST(" + cast(moment(), "DATE") + " AS VARCHAR)" : text(raw.name());
            case TIMESTAMP -> raw.isText() ? "CAST(" + moment() + " AS VARCHAR)" : text(raw.name());
            case INTEGER, TEXT, TIME, OTHER -> text(raw.name());
        };
    }
}
