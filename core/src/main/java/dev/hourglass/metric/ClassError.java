package dev.hourglass.metric;

/// How well the samples of one class are reconstructed.
///
/// @param label the class, counted from 0
/// @param samples how many there are, at least 1
/// @param meanSquaredError per feature
public record ClassError(int label, int samples, double meanSquaredError) {}
