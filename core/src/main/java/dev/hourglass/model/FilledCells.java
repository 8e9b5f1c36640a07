package dev.hourglass.model;

import dev.hourglass.table.ColumnValues;
import java.util.List;

/// Rows whose missing cells were predicted.
///
/// @param cells of each column, in the schema's order; those that were not missing are as they were
/// @param filled `[column][row]`: whether the cell was missing
/// @param low `[column][row]`: where a number was filled, what it is above in 95 of 100 cases; NaN elsewhere
/// @param high `[column][row]`: likewise, what it is below
public record FilledCells(List<ColumnValues> cells, boolean[][] filled, double[][] low, double[][] high) {
    public FilledCells {
        cells = List.copyOf(cells);
    }
}
