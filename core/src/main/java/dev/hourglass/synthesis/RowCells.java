package dev.hourglass.synthesis;

import dev.hourglass.data.DataException;
import dev.hourglass.table.BooleanColumn;
import dev.hourglass.table.CategoricalColumn;
import dev.hourglass.table.Column;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.CountColumn;
import dev.hourglass.table.NumericColumn;
import dev.hourglass.table.TableSchema;
import dev.hourglass.table.TimestampColumn;
import java.util.List;
import java.util.Locale;

/// The cells of rows as numbers: of categories the number of their level, of which rare ones share one. NaN where missing.
///
/// @param numbers `[column][row]`
record RowCells(TableSchema schema, double[][] numbers) {
    /// @param cells of each column, in the schema's order
    static RowCells of(TableSchema schema, List<ColumnValues> cells) {
        if (cells.size() != schema.columns().size()) {
            throw new DataException(String.format(Locale.ROOT, "table: expected %d columns, found %d",
                    schema.columns().size(), cells.size()));
        }
        var numbers = new double[cells.size()][];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = numbers(schema.columns().get(i), cells.get(i));
        }
        return new RowCells(schema, numbers);
    }

    private static double[] numbers(Column column, ColumnValues cells) {
        return switch (cells) {
            case ColumnValues.Numbers(var values) -> values;
            case ColumnValues.Texts texts when column instanceof CategoricalColumn categories ->
                levels(categories, texts);
            case ColumnValues.Texts _ -> throw new DataException(String.format(Locale.ROOT,
                    "column '%s': expected numbers, found texts", column.name()));
        };
    }

    private static double[] levels(CategoricalColumn column, ColumnValues.Texts texts) {
        var levels = new double[texts.rows()];
        for (int row = 0; row < levels.length; row++) {
            var text = texts.values()[row];
            levels[row] = text == null ? Double.NaN : column.index(text);
        }
        return levels;
    }

    int rows() {
        return numbers[0].length;
    }

    /// Whether a column has numbers or times, not categories or booleans.
    boolean isContinuous(int column) {
        return switch (schema.columns().get(column)) {
            case NumericColumn _, CountColumn _, TimestampColumn _ -> true;
            case CategoricalColumn _, BooleanColumn _ -> false;
        };
    }
}
