package dev.hourglass.internal.graph;

/// One step of a plan.
///
/// @param name of the layer it comes from, such as `encoder.0`
/// @param title what reports call it, such as `encoder layer 1 (dense 784->36)`
public record Node(String name, String title, Stage stage, Variable in, Variable out) {}
