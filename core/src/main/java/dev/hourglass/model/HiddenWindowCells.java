package dev.hourglass.model;

import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.RowWindows;
import dev.hourglass.table.TableSchema;
import java.util.Arrays;

/// Cells that are expected from the window in whose middle their row is: from the rest of the row, and from the rows around it.
///
/// @param table rows in the order of time
/// @param windows over them
/// @param places of each row that is asked for, its number in the table
record HiddenWindowCells(TrainedAutoencoder autoencoder, EncodedTable table, RowWindows windows, int... places)
        implements HiddenCells {
    /// Rows that are reconstructed at a time.
    private static final int BLOCK = 4096;

    @Override
    public boolean canPredict(int row) {
        return windows.holding(places[row]).count() > 0;
    }

    @Override
    public float[] expected(int column, int... rows) {
        int own = schema().columns().get(column).features();
        var expected = new float[rows.length * own];
        int size = Math.max(1, BLOCK / windows.length());
        for (int from = 0; from < rows.length; from += size) {
            var some = Arrays.copyOfRange(rows, from, Math.min(rows.length, from + size));
            System.arraycopy(expectedOf(column, some), 0, expected, from * own, some.length * own);
        }
        return expected;
    }

    private TableSchema schema() {
        return table.schema();
    }

    private float[] expectedOf(int column, int... rows) {
        int width = schema().features();
        int[] offsets = schema().offsets();
        int size = windows.length() * width;
        var hidden = new float[rows.length * size];
        var cells = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            var window = windows.central(places[rows[i]]);
            var features = new float[size];
            window.rows(table).read(0, windows.length(), features);
            System.arraycopy(features, 0, hidden, i * size, size);
            int row = i * size + (places[rows[i]] - window.starts()[0]) * width;
            TableModel.hide(schema(), offsets, hidden, row, column);
            cells[i] = row + offsets[column];
        }
        var reconstructions = TableModel.reconstruct(autoencoder, schema(), hidden, rows.length * windows.length());
        int own = schema().columns().get(column).features();
        var expected = new float[rows.length * own];
        for (int i = 0; i < rows.length; i++) System.arraycopy(reconstructions, cells[i], expected, i * own, own);
        return expected;
    }
}
