package dev.hourglass.synthesis;

/// How alike the distributions of a column are in real and synthetic rows.
///
/// @param score in 0..1: of numbers and times one less the distance of Kolmogorov and Smirnov, of categories one less the total
///     variation distance
public record ColumnShape(String column, double score) {}
