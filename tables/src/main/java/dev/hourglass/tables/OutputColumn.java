package dev.hourglass.tables;

/// A column that is written.
public record OutputColumn(String name, CellType type) {
    /// What its cells are. All but texts come as [dev.hourglass.table.ColumnValues.Numbers], NaN where missing.
    public enum CellType {
        /// Written with all digits that tell it from its neighbours.
        NUMBER,
        /// Numbers without decimals, up to 2^53.
        INTEGER,
        /// 0 is false, all else true.
        BOOLEAN, TEXT
    }
}
