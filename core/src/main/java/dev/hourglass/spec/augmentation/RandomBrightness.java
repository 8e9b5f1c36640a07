package dev.hourglass.spec.augmentation;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.corruption.Range;

/// Adds one number to all values of a picture.
///
/// @param most that is added at most, either way, above 0
/// @param range to which the values are clipped
public record RandomBrightness(double most, Range range) implements Augmentation {
    public RandomBrightness {
        Require.positive("brightness", "most", most);
    }

    /// Clipped to 0..1.
    public RandomBrightness(double most) {
        this(most, new Range(0, 1));
    }

    /// The same with another `most`.
    public RandomBrightness withMost(double most) {
        return new RandomBrightness(most, range);
    }

    /// The same with another `range`.
    public RandomBrightness withRange(Range range) {
        return new RandomBrightness(most, range);
    }
}
