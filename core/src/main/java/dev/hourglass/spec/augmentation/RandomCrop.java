package dev.hourglass.spec.augmentation;

import dev.hourglass.internal.check.Require;

/// Cuts out a part at a random place and enlarges it to the size of the whole, by bilinear interpolation.
///
/// @param least share of the height and of the width that the part has at least, above 0 and below 1
public record RandomCrop(double least) implements Augmentation {
    public RandomCrop {
        Require.inside("crop", "least", least);
    }
}
