package dev.hourglass.model;

/// What a network expects of cells that are hidden from it.
interface HiddenCells {
    /// Whether a row's cells can be predicted.
    boolean canPredict(int row);

    /// What is expected of a column's features in some rows, whose other cells the network reads.
    ///
    /// @return `[row][feature of the column]`
    float[] expected(int column, int... rows);
}
