package dev.hourglass.table;

import dev.hourglass.data.DataException;
import java.util.Locale;

/// Counts: whole numbers of 0 or more.
public record CountType() implements ColumnType {
    /// Refuses numbers that are no counts.
    ///
    /// @param name of the column
    /// @param value one of its numbers, such as the least
    /// @throws DataException if it is negative, or not whole
    public static void requireCount(String name, double value) {
        if (!(value >= 0 && value == Math.rint(value))) {
            throw new DataException(String.format(Locale.ROOT,
                    "column '%s': expected counts, whole numbers of 0 or more, found %s; leave such rows out with a query, or call the column numeric (table: {columns: {%1$s: numeric}})",
                    name, CellText.exact(value)));
        }
    }
}
