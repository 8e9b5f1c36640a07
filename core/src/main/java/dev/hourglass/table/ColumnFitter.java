package dev.hourglass.table;

import dev.hourglass.data.DataException;
import java.util.Locale;

/// Fits a column to training rows that come part by part. The same rows in the same order give the same column, however they are
/// cut.
public abstract sealed class ColumnFitter
        permits NumericFitter, CountFitter, CategoricalFitter, BooleanFitter, TimestampFitter {
    private final String name;
    private long rows;
    private long missing;

    ColumnFitter(String name) {
        this.name = name;
    }

    public static ColumnFitter of(ColumnSpec column) {
        return switch (column.type()) {
            case NumericType(var scale) -> new NumericFitter(column.name(), scale);
            case CountType() -> new CountFitter(column.name());
            case CategoricalType(int levels) -> new CategoricalFitter(column.name(), levels);
            case BooleanType() -> new BooleanFitter(column.name());
            case TimestampType() -> new TimestampFitter(column.name());
        };
    }

    /// Takes note of the first cells of a part.
    public final void add(ColumnValues values, int count) {
        for (int row = 0; row < count; row++) {
            rows++;
            if (values.isMissing(row)) {
                missing++;
            } else {
                count(values, row);
            }
        }
    }

    /// Takes note of a cell that is not missing.
    abstract void count(ColumnValues values, int row);

    /// The column, fitted.
    ///
    /// @throws DataException if there was no row, or all cells are missing or equal
    public abstract Column fit();

    final String name() {
        return name;
    }

    final double missingShare() {
        return rows == 0 ? 0 : (double) missing / rows;
    }

    final DataException constant(String found) {
        return new DataException(String.format(Locale.ROOT,
                "column '%s': expected cells that differ, found %s; leave it out (table: {ignore: [%s]})", name, found,
                name));
    }
}
