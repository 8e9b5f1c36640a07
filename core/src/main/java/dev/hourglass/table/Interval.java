package dev.hourglass.table;

/// Where nine of ten new cells lie, by those of held-out rows, as differences from what the model expects, in units of a feature; those of
/// counts in standard deviations of a Poisson distribution.
///
/// @param low one of twenty lies below
/// @param high one of twenty lies above; not below `low`
public record Interval(double low, double high) {}
