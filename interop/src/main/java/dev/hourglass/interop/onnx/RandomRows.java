package dev.hourglass.interop.onnx;

import dev.hourglass.table.BooleanColumn;
import dev.hourglass.table.CategoricalColumn;
import dev.hourglass.table.Column;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.CountColumn;
import dev.hourglass.table.NumericColumn;
import dev.hourglass.table.TableSchema;
import dev.hourglass.table.TimestampColumn;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Rows to compare a table's model with its graph on: a tenth of the cells is missing, some categories are unknown, some numbers extreme.
/// Levels that the runtime does not take from Java as they are do not occur.
final class RandomRows {
    private static final double MISSING = 0.1;
    private static final double UNUSUAL = 0.05;
    private static final double EXTREME = 100;
    private static final String UNKNOWN = "a category that is no level";

    private final TableSchema schema;
    private final SplittableRandom random = new SplittableRandom(1);

    RandomRows(TableSchema schema) {
        this.schema = schema;
    }

    /// Others with each call.
    List<ColumnValues> next(int rows) {
        return schema.columns().stream().map(column -> cells(column, rows)).toList();
    }

    private ColumnValues cells(Column column, int rows) {
        return switch (column) {
            case CategoricalColumn categories -> new ColumnValues.Texts(
                    Stream.generate(() -> category(categories)).limit(rows).toArray(String[]::new));
            case NumericColumn numeric -> numbers(rows, () -> numeric.scaling().invert(feature()));
            case CountColumn counts -> numbers(rows, () -> counts.count(Math.abs(feature()), 0));
            case TimestampColumn timestamp -> numbers(rows, () -> timestamp.scaling().invert(feature()));
            case BooleanColumn _ -> numbers(rows, () -> (double) random.nextInt(2));
        };
    }

    private @Nullable String category(CategoricalColumn column) {
        if (random.nextDouble() < MISSING) {
            return null;
        }
        if (random.nextDouble() < UNUSUAL) {
            return UNKNOWN;
        }
        var level = column.levels().get(random.nextInt(column.levels().size()));
        return RuntimeText.isExact(level) ? level : UNKNOWN;
    }

    private ColumnValues numbers(int rows, Supplier<Double> number) {
        return new ColumnValues.Numbers(Stream.generate(() -> random.nextDouble() < MISSING ? Double.NaN : number.get())
                .limit(rows).mapToDouble(Double::doubleValue).toArray());
    }

    private double feature() {
        return random.nextGaussian() * (random.nextDouble() < UNUSUAL ? EXTREME : 1);
    }
}
