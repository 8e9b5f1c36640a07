package dev.hourglass.table;

/// What the cells of a column are, and how they become features.
public sealed interface ColumnType permits NumericType, CountType, CategoricalType, BooleanType, TimestampType {}
