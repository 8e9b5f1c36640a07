package dev.hourglass.train;

/// An epoch of one layer's own training, just done.
///
/// @param layer counted from 1, the outermost
/// @param layers that are trained one by one
/// @param epochs that the layer is trained for
/// @param epoch which of them, and how it went
public record PretrainingReport(int layer, int layers, int epochs, EpochReport epoch) {}
