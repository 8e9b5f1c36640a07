package dev.hourglass.model;

/// How unusual some rows of a table are.
///
/// @param scores the mean surprise at each row's cells, 0 or more
/// @param pValues the share of held-out rows whose score is as high, above 0; beyond their number by a fitted tail
/// @param anomalies whether the score reaches the model's threshold
/// @param surprises `[row][column]`: `-log p` of each cell's loss
public record RowScores(double[] scores, double[] pValues, boolean[] anomalies, double[][] surprises) {}
