package dev.hourglass.internal.graph;

import dev.hourglass.internal.layout.Extent;

/// A variable that has no place yet.
///
/// @param id its number, in the order in which variables are computed
/// @param needsGradient whether a parameter comes before it
record UnplacedVariable(int id, Extent extent, boolean needsGradient) {}
