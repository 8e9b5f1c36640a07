package dev.hourglass.internal.plan;

/// One step of a plan.
///
/// @param name of the layer it comes from, such as `encoder.0 (conv)`
public record Operation(String name, Stage stage, Signal in, Signal out) {}
