package dev.hourglass.model;

import dev.hourglass.anomaly.Tail;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.RowWindows;
import dev.hourglass.table.TableSchema;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How surprising the cells of windows are: of each row in each window, and of rows over all windows that hold them.
final class WindowMeasures {
    /// Rows that are reconstructed at a time, and how many times before the results are added up.
    private static final int BLOCK = 2048;

    private static final int BLOCKS = 64;

    private final TrainedAutoencoder autoencoder;
    private final TableSchema schema;
    private final List<Tail> columns;
    private final ColumnLosses losses;

    /// @param columns of each column, its losses in training windows
    WindowMeasures(TrainedAutoencoder autoencoder, TableSchema schema, List<Tail> columns) {
        this.autoencoder = autoencoder;
        this.schema = schema;
        this.columns = columns;
        this.losses = new ColumnLosses(schema);
    }

    /// @param rows of each row, the mean over the windows that hold it; NaN where none does
    /// @param windows of each window, the mean of its rows
    record Scores(double[] rows, double[] windows) {}

    /// The mean surprise of cells, added up in the order of the windows.
    Scores scores(EncodedTable table, RowWindows windows) {
        var rows = new double[table.rows()];
        var met = new int[rows.length];
        var means = new double[windows.count()];
        int size = Math.max(1, BLOCK / windows.length());
        for (int from = 0; from < means.length; from += size * BLOCKS) {
            var blocks = blocks(table, windows, from, size);
            for (int i = 0; i < blocks.size(); i++) {
                add(blocks.get(i), windows, from + i * size, rows, met, means);
            }
        }
        for (int row = 0; row < rows.length; row++) rows[row] = met[row] == 0 ? Double.NaN : rows[row] / met[row];
        return new Scores(rows, means);
    }

    private List<double[]> blocks(EncodedTable table, RowWindows windows, int from, int size) {
        int to = Math.min(windows.count(), from + size * BLOCKS);
        return IntStream.range(0, Math.ceilDiv(to - from, size)).parallel()
                .mapToObj(block -> IntStream.range(from + block * size, Math.min(to, from + (block + 1) * size)))
                .map(some -> means(cells(table, windows.select(some.toArray()))))
                .toList();
    }

    private static void add(double[] block, RowWindows windows, int from, double[] rows, int[] met, double[] means) {
        int length = windows.length();
        for (int i = 0; i < block.length; i++) {
            int window = from + i / length;
            int row = windows.starts()[window] + i % length;
            rows[row] += block[i];
            met[row]++;
            means[window] += block[i] / length;
        }
    }

    private static double[] means(double[][] cells) {
        return Arrays.stream(cells).mapToDouble(row -> {
            double sum = 0;
            for (double surprise : row) sum += surprise;
            return sum / row.length;
        }).toArray();
    }

    /// The surprise at each cell, `[window and row in it][column]`.
    double[][] cells(EncodedTable table, RowWindows windows) {
        int count = windows.count() * windows.length();
        var rows = new float[Math.multiplyExact(count, schema.features())];
        windows.rows(table).read(0, count, rows);
        var reconstructions = TableModel.reconstruct(autoencoder, schema, rows, count);
        var cells = new double[count][columns.size()];
        var loss = new double[count];
        for (int column = 0; column < columns.size(); column++) {
            losses.of(column, rows, reconstructions, loss);
            for (int row = 0; row < count; row++) cells[row][column] = columns.get(column).surprise(loss[row]);
        }
        return cells;
    }
}
