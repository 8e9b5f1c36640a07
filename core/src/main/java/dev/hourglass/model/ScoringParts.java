package dev.hourglass.model;

import dev.hourglass.anomaly.Tail;
import java.util.List;

/// What the scores of a table's rows are computed from, beside the network and [TableModel#calibration].
///
/// @param columns of each column, its losses in training rows
/// @param references `[row][feature]`: rows with which others are compared, as the autoencoder reconstructs them
/// @param neighbours which of the nearest references counts, at least 1 and at most as many as there are
/// @param cells of training rows, the mean surprise at their cells
/// @param distances of training rows, how far they lie from the references
public record ScoringParts(
        List<Tail> columns, float[][] references, int neighbours, Tail cells, Tail distances) {}
