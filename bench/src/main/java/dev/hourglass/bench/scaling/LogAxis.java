package dev.hourglass.bench.scaling;

import java.util.ArrayList;
import java.util.List;

/// A logarithmic axis.
///
/// @param min smallest value on the axis
/// @param max largest value on the axis
/// @param from where on the paper `min` lies
/// @param to where on the paper `max` lies
record LogAxis(double min, double max, double from, double to) {
    /// Part of the axis that is left free at either end.
    private static final double ROOM = 0.16;

    /// An axis with some room around its values.
    static LogAxis around(double least, double most, double from, double to) {
        double room = Math.pow(most / least, ROOM);
        return new LogAxis(least / room, most * room, from, to);
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
