package dev.hourglass.table;

/// Yes or no.
public record BooleanType() implements ColumnType {}
