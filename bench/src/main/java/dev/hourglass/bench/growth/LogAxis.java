package dev.hourglass.bench.growth;

import java.util.ArrayList;
import java.util.List;

/// A logarithmic axis over whole or half powers of ten.
///
/// @param min smallest value on the axis
/// @param max largest value on the axis
/// @param from where on the paper `min` lies
/// @param to where on the paper `max` lies
record LogAxis(double min, double max, double from, double to) {
    private static final double ROOM = 1.5;

    /// An axis with some room around its values.
    static LogAxis around(double least, double most, double from, double to) {
        return new LogAxis(least / ROOM, most * ROOM, from, to);
    }

    double place(double value) {
        return from + Math.log(value / min) / Math.log(max / min) * (to - from);
    }

    /// The powers of ten.
    List<Integer> decades() {
        var decades = new ArrayList<Integer>();
        for (int power = (int) Math.ceil(Math.log10(min)); power <= Math.log10(max); power++) {
            decades.add(power);
        }
        return decades;
    }
}
