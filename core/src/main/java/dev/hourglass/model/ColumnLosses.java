package dev.hourglass.model;

import dev.hourglass.spec.loss.Reconstruction;
import dev.hourglass.table.TableSchema;

/// How far a row's cells are from their reconstruction: of each column the errors of its blocks.
final class ColumnLosses {
    private final Reconstruction outputs;
    private final int[] offsets;
    /// The first block of each column, and the number of all.
    private final int[] firstBlocks;
    private final boolean[] hasIndicator;

    ColumnLosses(TableSchema schema) {
        this.outputs = schema.outputs();
        this.offsets = schema.offsets();
        this.firstBlocks = new int[offsets.length + 1];
        this.hasIndicator = new boolean[offsets.length];
        for (int i = 0; i < offsets.length; i++) {
            var column = schema.columns().get(i);
            firstBlocks[i + 1] = firstBlocks[i] + column.blocks(offsets[i]).size();
            hasIndicator[i] = column.hasIndicator();
        }
    }

    /// The loss of each column; NaN where the cell is missing and training rows had none missing.
    ///
    /// @param row `[feature]`, as it is
    /// @param reconstruction likewise
    /// @param losses one for each column
    void of(float[] row, float[] reconstruction, double[] losses) {
        var errors = new double[outputs.blocks().size()];
        BlockErrors.of(outputs, row, reconstruction, errors);
        for (int i = 0; i < losses.length; i++) {
            double sum = Float.isNaN(row[offsets[i]]) && !hasIndicator[i] ? Double.NaN : 0;
            for (int block = firstBlocks[i]; block < firstBlocks[i + 1]; block++) sum += errors[block];
            losses[i] = sum;
        }
    }
}
