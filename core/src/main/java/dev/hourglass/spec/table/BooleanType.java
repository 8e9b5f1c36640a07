package dev.hourglass.spec.table;

/// Yes or no.
public record BooleanType() implements ColumnType {}
