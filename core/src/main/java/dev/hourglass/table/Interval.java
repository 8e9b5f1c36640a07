package dev.hourglass.table;

/// Where nine of ten held-out rows lie, as differences from what the model expects, in units of a feature; those of counts in standard
/// deviations of a Poisson distribution.
///
/// @param low the 5 % quantile
/// @param high the 95 % quantile, not below
public record Interval(double low, double high) {}
