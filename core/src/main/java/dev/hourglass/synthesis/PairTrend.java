package dev.hourglass.synthesis;

/// How alike two columns depend on each other in real and synthetic rows.
///
/// @param score in 0..1: of numbers and times one less half the difference of their correlations, else one less the total variation
///     distance of contingency tables
public record PairTrend(String first, String second, double score) {}
