package dev.hourglass.spec.augmentation;

import dev.hourglass.internal.check.Require;

/// Enlarges or reduces pictures around their middle, by a factor between `1 - most` and `1 + most`, by bilinear interpolation. What comes in repeats
/// the pixels of the edge.
///
/// @param most above 0 and below 1
public record RandomZoom(double most) implements Augmentation {
    public RandomZoom {
        Require.inside("zoom", "most", most);
    }
}
