package dev.hourglass.spec.augmentation;

import dev.hourglass.internal.check.Require;

/// Turns pictures around their middle, between the pixels by bilinear interpolation. What comes in repeats the pixels of the edge.
///
/// @param degrees at most either way, above 0
public record RandomRotation(double degrees) implements Augmentation {
    public RandomRotation {
        Require.positive("rotate", "degrees", degrees);
    }
}
