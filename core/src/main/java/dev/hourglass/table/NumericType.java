package dev.hourglass.table;

/// Numbers.
public record NumericType(Scale scale) implements ColumnType {}
