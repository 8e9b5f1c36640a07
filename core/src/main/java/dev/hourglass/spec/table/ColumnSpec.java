package dev.hourglass.spec.table;

/// A column that a model reads.
///
/// @param name as in the file
public record ColumnSpec(String name, ColumnType type) {}
