package dev.hourglass.tables;

import java.util.Locale;

/// How many cells of a column differ, missing ones not counted.
///
/// @param isExact whether there are no more; numbers with decimals are only counted up to a limit
public record DistinctCount(long count, boolean isExact) {
    @Override
    public String toString() {
        return String.format(Locale.ROOT, isExact ? "%,d" : "more than %,d", count);
    }
}
