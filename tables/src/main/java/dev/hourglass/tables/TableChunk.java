package dev.hourglass.tables;

import dev.hourglass.table.ColumnValues;
import java.util.List;
import java.util.Optional;

/// Some rows of a table, one after the other.
///
/// @param firstRow counted from 1, over all files, in the order in which rows are read
/// @param rows at least 1
/// @param cells of the columns that were asked for, in their order
/// @param ids of the rows, where a column was named for them
/// @param labels of the rows, where a column was named for them
public record TableChunk(
        long firstRow, int rows, List<ColumnValues> cells, Optional<ColumnValues.Texts> ids,
        Optional<ColumnValues.Texts> labels) {}
