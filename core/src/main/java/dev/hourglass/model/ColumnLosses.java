package dev.hourglass.model;

import dev.hourglass.spec.loss.OutputBlock;
import dev.hourglass.table.TableSchema;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How far the cells of rows are from their reconstruction: of each column the errors of its blocks.
final class ColumnLosses {
    private final int features;
    private final int[] offsets;
    /// Of each column.
    private final List<List<OutputBlock>> blocks;

    private final boolean[] hasIndicator;

    ColumnLosses(TableSchema schema) {
        var columns = schema.columns();
        this.features = schema.features();
        this.offsets = schema.offsets();
        this.blocks = IntStream.range(0, offsets.length).mapToObj(i -> columns.get(i).blocks(offsets[i])).toList();
        this.hasIndicator = new boolean[offsets.length];
        for (int i = 0; i < offsets.length; i++) hasIndicator[i] = columns.get(i).hasIndicator();
    }

    /// The losses of a column's cells; NaN where a cell is missing and training rows had none missing.
    ///
    /// @param rows `[row][feature]`, as they are
    /// @param reconstructions likewise
    /// @param losses one for each row, overwritten
    void of(int column, float[] rows, float[] reconstructions, double[] losses) {
        Arrays.fill(losses, 0);
        for (var block : blocks.get(column)) BlockErrors.add(block, rows, reconstructions, features, losses);
        for (int row = 0; row < losses.length && !hasIndicator[column]; row++) {
            if (Float.isNaN(rows[row * features + offsets[column]])) {
                losses[row] = Double.NaN;
            }
        }
    }
}
