package dev.hourglass.spec.augmentation;

import dev.hourglass.internal.check.Require;

/// Moves pictures by whole pixels, in height and in width by draws of their own. What comes in repeats the pixels of the edge.
///
/// @param pixels at most, at least 1
public record RandomShift(int pixels) implements Augmentation {
    public RandomShift {
        Require.positive("shift", "pixels", pixels);
    }
}
