package dev.hourglass.tables;

import dev.hourglass.table.BooleanType;
import dev.hourglass.table.CategoricalType;
import dev.hourglass.table.ColumnSpec;
import dev.hourglass.table.CountType;
import dev.hourglass.table.NumericType;
import dev.hourglass.table.TimestampType;
import java.util.Locale;

/// A column of a `SELECT`, and how its cells arrive.
///
/// @param expression fails on a cell that cannot be read
/// @param tried NULL for such a cell
/// @param isNumeric DOUBLE, else VARCHAR
/// @param isShortened whether texts are numbers, to be written as short as possible
/// @param isFinite whether an infinite number is refused
/// @param wanted for messages
record SelectedCell(
        String name, String expression, String tried, boolean isNumeric, boolean isShortened, boolean isFinite,
        String wanted) {
    static SelectedCell of(ColumnSpec spec, RawColumn raw, StoredColumn stored) {
        var type = spec.type();
        boolean isText = type instanceof CategoricalType;
        var pattern = stored.pattern().isEmpty() ? "" : " written like " + stored.pattern();
        var wanted = switch (type) {
            case NumericType _ -> "a number" + pattern;
            case CountType _ -> "a count, a whole number of 0 or more" + pattern;
            case CategoricalType _ -> "a category";
            case BooleanType _ -> "true or false, yes or no, 1 or 0";
            case TimestampType _ -> "a date or time" + pattern;
        };
        return new SelectedCell(raw.name(), new CellSql(raw, stored, false).of(type),
                new CellSql(raw, stored, true).of(type), !isText, isText && isNumber(raw, stored), true, wanted);
    }

    private static boolean isNumber(RawColumn raw, StoredColumn stored) {
        return (raw.isText() ? stored.kind() : raw.kind()) == ColumnKind.NUMBER;
    }

    /// As what it was found to be, infinite numbers included.
    static SelectedCell asFound(RawColumn raw, StoredColumn stored) {
        return new SelectedCell(raw.name(), new CellSql(raw, stored, false).asFound(),
                new CellSql(raw, stored, true).asFound(), stored.kind().isNumeric(), false, false,
                String.format(Locale.ROOT, "%s", stored.kind()));
    }

    /// The same, but that an infinite number is refused.
    SelectedCell finite() {
        return new SelectedCell(name, expression, tried, isNumeric, isShortened, true, wanted);
    }

    /// The number of the row in the file, counted from 1.
    ///
    /// @param any column, by whose name messages call it
    static SelectedCell rowNumber(RawColumn any) {
        var number = "CAST(row_number() OVER () AS DOUBLE)";
        return new SelectedCell(any.name(), number, number, true, false, false, "a number");
    }

    /// As in the file.
    static SelectedCell verbatim(RawColumn raw) {
        var text = "CAST(" + Sql.name(raw.name()) + " AS VARCHAR)";
        return new SelectedCell(raw.name(), text, text, false, false, false, "a text");
    }

    /// As a category.
    static SelectedCell category(RawColumn raw, StoredColumn stored) {
        return of(new ColumnSpec(raw.name(), new CategoricalType(1)), raw, stored);
    }

    /// As a category, but for words such as yes and no as they are written.
    static SelectedCell label(RawColumn raw, StoredColumn stored) {
        if (raw.isText() && stored.kind() == ColumnKind.BOOLEAN) {
            var text = CellSql.text(raw.name());
            return new SelectedCell(raw.name(), text, text, false, false, false, "a text");
        }
        return category(raw, stored);
    }
}
