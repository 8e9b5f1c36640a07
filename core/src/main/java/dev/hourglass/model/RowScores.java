package dev.hourglass.model;

/// How unusual some rows of a table are.
///
/// @param scores half of what Fisher's method adds up of the p-values of a row's cells and of its distance, 0 or more
/// @param pValues the share of held-out rows whose score is as high, above 0; beyond their number by a fitted tail
/// @param anomalies whether the score reaches the model's threshold
/// @param surprises `[row][column]`: `-log p` of each cell's loss
/// @param distances of each row from rows of training, as the autoencoder reconstructs both
public record RowScores(
        double[] scores, double[] pValues, boolean[] anomalies, double[][] surprises, double[] distances) {}
