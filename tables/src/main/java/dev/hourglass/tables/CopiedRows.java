package dev.hourglass.tables;

import dev.hourglass.table.ColumnValues;
import java.util.List;

/// Some rows of a table that is copied.
///
/// @param rows at least 1
/// @param inputs the cells of the columns that were asked for, in their order
/// @param whole the cells of all columns, as they are written
public record CopiedRows(int rows, List<ColumnValues> inputs, List<ColumnValues> whole) {
    public CopiedRows {
        inputs = List.copyOf(inputs);
        whole = List.copyOf(whole);
    }
}
