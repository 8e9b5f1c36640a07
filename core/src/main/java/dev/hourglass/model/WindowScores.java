package dev.hourglass.model;

import dev.hourglass.table.RowWindows;

/// How unusual rows are in the order of time, and the windows that they were read in.
///
/// @param rows the scores of rows, each the mean over the windows that hold it of its own part of them; NaN where none does, because
///     its segment is shorter than a window
/// @param pValues of rows, the share of held-out rows whose score is as high; NaN likewise
/// @param anomalies of rows, whether the score reaches the model's threshold
/// @param windows what was read
/// @param ofWindows the scores of windows, each the mean of its rows
/// @param windowPValues of windows, the share of held-out windows whose score is as high
/// @param windowAnomalies of windows, whether the p-value is at most that of a row at the threshold
public record WindowScores(
        double[] rows, double[] pValues, boolean[] anomalies, RowWindows windows, double[] ofWindows,
        double[] windowPValues, boolean[] windowAnomalies) {}
