package dev.hourglass.tables;

import dev.hourglass.table.ColumnSpec;
import dev.hourglass.table.ColumnValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// All columns of a table, in the order of the file, to be written again with some cells replaced. Close it before its table.
///
/// Cells go as texts into CSV, just as they are. In JSON and Parquet numbers and booleans are what they were found to be, and all others are
/// texts; whole numbers beyond 2^53 as well, which would lose digits.
public final class TableCopy implements AutoCloseable {
    private final TableReader reader;
    private final List<CopiedColumn> columns;
    /// Where the columns that were asked for are among all.
    private final int[] inputs;

    /// @param specs of the columns that are read
    TableCopy(TableReader reader, List<CopiedColumn> columns, List<ColumnSpec> specs) {
        this.reader = reader;
        this.columns = List.copyOf(columns);
        this.inputs = specs.stream().mapToInt(spec -> IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).name().equals(spec.name())).findFirst().orElseThrow()).toArray();
    }

    /// All columns, as they are written.
    public List<OutputColumn> columns() {
        return columns.stream().map(CopiedColumn::output).toList();
    }

    /// The next rows; empty after the last.
    public Optional<CopiedRows> next() {
        return reader.next().map(chunk -> new CopiedRows(chunk.rows(), chunk.cells().subList(0, inputs.length),
                chunk.cells().subList(inputs.length, chunk.cells().size())));
    }

    /// The cells of all columns with those in the place of others that were asked for, written as the others of their column are.
    ///
    /// @param values of each column that was asked for
    /// @param isReplaced `[column][row]`
    public List<ColumnValues> replaced(CopiedRows rows, List<ColumnValues> values, boolean[][] isReplaced) {
        var cells = new ArrayList<>(rows.whole());
        for (int i = 0; i < inputs.length; i++) {
            cells.set(inputs[i], replaced(columns.get(inputs[i]), cells.get(inputs[i]), values.get(i), isReplaced[i]));
        }
        return cells;
    }

    private static ColumnValues replaced(
            CopiedColumn column, ColumnValues cells, ColumnValues values, boolean[] isReplaced) {
        return switch (cells) {
            case ColumnValues.Texts(@Nullable String[] texts) -> {
                var all = texts.clone();
                for (int row = 0; row < all.length; row++) {
                    all[row] = isReplaced[row] ? column.text(values, row) : all[row];
                }
                yield new ColumnValues.Texts(all);
            }
            case ColumnValues.Numbers(double[] numbers) -> {
                var all = numbers.clone();
                for (int row = 0; row < all.length; row++) {
                    all[row] = isReplaced[row] ? column.number(values, row) : all[row];
                }
                yield new ColumnValues.Numbers(all);
            }
        };
    }

    /// Predicted numbers with as many digits as [#replaced] gives them; NaN stays.
    public static ColumnValues rounded(double... predictions) {
        var rounded = predictions.clone();
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = Double.isFinite(rounded[i])
                    ? CopiedColumn.sixDigits(rounded[i]).doubleValue()
                    : rounded[i];
        }
        return new ColumnValues.Numbers(rounded);
    }

    @Override
    public void close() {
        reader.close();
    }
}
