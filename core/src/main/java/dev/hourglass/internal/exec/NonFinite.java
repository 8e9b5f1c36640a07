package dev.hourglass.internal.exec;

/// Where a forward pass first left the finite numbers.
///
/// @param operation the name of the node, such as `encoder.0`
/// @param sample number of the first sample concerned, in the dataset
public record NonFinite(String operation, int sample) {}
