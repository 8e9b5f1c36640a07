package dev.hourglass.table;

/// Where the features of rows are: all of a table, in its order.
sealed interface RowStorage permits FloatRows, MappedRows {
    /// Writes features of a row to `into[at]`, `into[at + stride]` and so on: NaN where missing.
    ///
    /// @param isClipped whether numbers are clipped ([TableSchema#toInputs]), else they are as they are
    void read(int row, int from, int count, float[] into, int at, int stride, boolean isClipped);
}
