package dev.hourglass.table;

/// A column that a model reads.
///
/// @param name as in the file
public record ColumnSpec(String name, ColumnType type) {
    /// The same with another `name`.
    public ColumnSpec withName(String name) {
        return new ColumnSpec(name, type);
    }

    /// The same with another `type`.
    public ColumnSpec withType(ColumnType type) {
        return new ColumnSpec(name, type);
    }
}
