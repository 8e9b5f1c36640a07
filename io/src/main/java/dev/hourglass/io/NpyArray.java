package dev.hourglass.io;

import java.util.List;

/// An array of numbers as they are.
///
/// @param extents outermost first
/// @param values in C order
record NpyArray(List<Integer> extents, float[] values) {
    NpyArray {
        extents = List.copyOf(extents);
    }
}
