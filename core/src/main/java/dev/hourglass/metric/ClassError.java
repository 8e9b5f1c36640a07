package dev.hourglass.metric;

/// How well the samples of one class are reconstructed.
///
/// @param label the class, counted from 0
/// @param name of the class; its number in decimal where it has none of its own
/// @param samples how many there are, at least 1
/// @param meanSquaredError per feature
public record ClassError(int label, String name, int samples, double meanSquaredError) {}
