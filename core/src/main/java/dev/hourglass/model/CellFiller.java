package dev.hourglass.model;

import dev.hourglass.table.BooleanColumn;
import dev.hourglass.table.CategoricalColumn;
import dev.hourglass.table.Column;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.CountColumn;
import dev.hourglass.table.Interval;
import dev.hourglass.table.NumericColumn;
import dev.hourglass.table.TableSchema;
import dev.hourglass.table.TimestampColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Predicts missing cells, each while it is hidden from the network as in the calibration, so that the intervals hold.
///
/// @param intervals of each column's first feature
record CellFiller(TableSchema schema, List<Interval> intervals) {
    /// @param hidden what the network expects of these rows' cells; those that it cannot predict stay missing
    FilledCells fill(List<ColumnValues> cells, int rows, HiddenCells hidden) {
        int columns = cells.size();
        var all = new ArrayList<ColumnValues>();
        var filled = new boolean[columns][rows];
        var low = new double[columns][rows];
        var high = new double[columns][rows];
        for (int i = 0; i < columns; i++) {
            Arrays.fill(low[i], Double.NaN);
            Arrays.fill(high[i], Double.NaN);
            int[] missing = missing(cells.get(i), rows, hidden);
            for (int row : missing) filled[i][row] = true;
            all.add(missing.length == 0 ? cells.get(i)
                    : filled(cells.get(i), i, missing, hidden.expected(i, missing), low[i], high[i]));
        }
        return new FilledCells(all, filled, low, high);
    }

    private static int[] missing(ColumnValues values, int rows, HiddenCells hidden) {
        return IntStream.range(0, rows).filter(row -> values.isMissing(row) && hidden.canPredict(row)).toArray();
    }

    private ColumnValues filled(
            ColumnValues values, int index, int[] missing, float[] expected, double[] low, double[] high) {
        var column = schema.columns().get(index);
        int width = column.features();
        return switch (values) {
            case ColumnValues.Texts(var texts) -> {
                var filled = texts.clone();
                for (int i = 0; i < missing.length; i++) filled[missing[i]] = level(column, expected, i * width);
                yield new ColumnValues.Texts(filled);
            }
            case ColumnValues.Numbers(var numbers) -> {
                var filled = numbers.clone();
                for (int i = 0; i < missing.length; i++) filled[missing[i]] = number(column, expected, i * width);
                for (int i = 0; i < missing.length; i++) {
                    low[missing[i]] = bound(column, expected[i * width], intervals.get(index).low());
                    high[missing[i]] = bound(column, expected[i * width], intervals.get(index).high());
                }
                yield new ColumnValues.Numbers(filled);
            }
        };
    }

    /// Of numbers and counts.
    private static double bound(Column column, double feature, double difference) {
        return switch (column) {
            case NumericColumn numeric -> numeric.scaling().invert(feature + difference);
            case CountColumn counts -> counts.count(feature, difference);
            case BooleanColumn _, CategoricalColumn _, TimestampColumn _ -> Double.NaN;
        };
    }

    /// The most probable level; "other" is none.
    private static @Nullable String level(Column column, float[] expected, int at) {
        if (!(column instanceof CategoricalColumn categories)) {
            return null;
        }
        int most = 0;
        for (int level = 1; level < categories.levels().size(); level++) {
            most = expected[at + level] > expected[at + most] ? level : most;
        }
        return categories.levels().get(most);
    }

    private static double number(Column column, float[] expected, int at) {
        return switch (column) {
            case NumericColumn numeric -> finite(numeric.scaling().invert(expected[at]));
            case CountColumn counts -> counts.count(expected[at], 0);
            case TimestampColumn timestamp -> finite(timestamp.scaling().invert(expected[at]));
            case BooleanColumn _ -> expected[at + 1] >= expected[at] ? 1 : 0;
            case CategoricalColumn _ -> Double.NaN;
        };
    }

    private static double finite(double number) {
        return Math.clamp(number, -Double.MAX_VALUE, Double.MAX_VALUE);
    }
}
