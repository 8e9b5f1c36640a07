package dev.hourglass.internal.npy;

import java.util.List;

/// An array of numbers as they are.
///
/// @param extents outermost first
/// @param values in C order
public record NpyArray(List<Integer> extents, float[] values) {
    public NpyArray {
        extents = List.copyOf(extents);
    }
}
