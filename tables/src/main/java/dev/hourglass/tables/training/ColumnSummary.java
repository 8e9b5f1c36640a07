package dev.hourglass.tables.training;

import java.util.OptionalDouble;

/// A column, and how much of it a model explains.
///
/// @param type such as `numeric`
/// @param missingShare of the rows, in 0..1
/// @param explained one less the loss, divided by the loss of the best constant; at most 1, below 0 where reconstructions are worse
///     than that; empty where the cells do not vary
public record ColumnSummary(String name, String type, double missingShare, OptionalDouble explained) {}
