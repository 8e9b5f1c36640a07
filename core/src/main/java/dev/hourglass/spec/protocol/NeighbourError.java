package dev.hourglass.spec.protocol;

import dev.hourglass.internal.check.Require;

/// The share of test samples whose class is not that of the majority of the nearest training samples, by the distance of codes.
///
/// @param neighbours that vote, at least 1
public record NeighbourError(int neighbours) implements Measure {
    public NeighbourError {
        Require.positive("neighbour_error", "neighbours", neighbours);
    }
}
