package dev.hourglass.spec.table;

/// Numbers.
public record NumericType(Scale scale) implements ColumnType {}
