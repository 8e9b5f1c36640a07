package dev.hourglass.table;

/// Dates, or dates and times.
public record TimestampType() implements ColumnType {}
