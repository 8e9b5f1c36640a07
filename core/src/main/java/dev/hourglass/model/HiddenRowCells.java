package dev.hourglass.model;

import dev.hourglass.table.TableSchema;

/// Cells that are expected from the rest of their row.
///
/// @param features `[row][feature]`, as they are
record HiddenRowCells(TrainedAutoencoder autoencoder, TableSchema schema, float[] features) implements HiddenCells {
    @Override
    public boolean canPredict(int row) {
        return true;
    }

    @Override
    public float[] expected(int column, int... rows) {
        int width = schema.features();
        int[] offsets = schema.offsets();
        var hidden = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(features, rows[i] * width, hidden, i * width, width);
            TableModel.hide(schema, offsets, hidden, i * width, column);
        }
        var reconstructions = TableModel.reconstruct(autoencoder, schema, hidden, rows.length);
        int own = schema.columns().get(column).features();
        var expected = new float[rows.length * own];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(reconstructions, i * width + offsets[column], expected, i * own, own);
        }
        return expected;
    }
}
