package dev.hourglass.app.figure;

/// One axis of a plot: a range of values laid over a range of the paper.
///
/// @param label what is measured, with its unit
/// @param from where on the paper `min` lies
/// @param to where on the paper `max` lies
record Axis(String label, double min, double max, Ticks ticks, double from, double to) {
    double place(double value) {
        return from + (value - min) / (max - min) * (to - from);
    }
}
