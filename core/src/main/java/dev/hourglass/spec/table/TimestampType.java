package dev.hourglass.spec.table;

/// Dates, or dates and times.
public record TimestampType() implements ColumnType {}
