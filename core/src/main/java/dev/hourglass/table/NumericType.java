package dev.hourglass.table;

import dev.hourglass.data.DataException;
import java.util.Locale;

/// Numbers.
public record NumericType(Scale scale) implements ColumnType {
    /// The largest magnitude of numbers whose variance is a number as well.
    public static final double LARGEST = 1e150;

    /// Refuses numbers whose range or variance is infinite. The logarithmic scale takes all.
    ///
    /// @param name of the column
    /// @param least the lowest of its numbers
    /// @param most the highest of them
    /// @throws DataException if the scale has no place for them
    public void requireFits(String name, double least, double most) {
        if (scale != Scale.LOG && Math.max(Math.abs(least), Math.abs(most)) > LARGEST) {
            throw new DataException(String.format(Locale.ROOT,
                    "column '%s': expected numbers of at most %.0e for the scale %s, found %.2e to %.2e; divide them with a query, or give the column another scale (table: {columns: {%1$s: {numeric: {scale: log}}}})",
                    name, LARGEST, scale.name().toLowerCase(Locale.ROOT), least, most));
        }
    }
}
