package dev.hourglass.tables;

/// A column as DuckDB has it.
///
/// @param type DuckDB's
record RawColumn(String name, String type) {
    ColumnKind kind() {
        return ColumnKind.ofType(type);
    }

    boolean isText() {
        return kind() == ColumnKind.TEXT;
    }
}
