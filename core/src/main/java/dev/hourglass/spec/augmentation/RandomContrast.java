package dev.hourglass.spec.augmentation;

import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.corruption.Range;

/// Moves the values of a picture away from their mean, or towards it: multiplies their differences by a factor between
/// `1 - most` and `1 + most`.
///
/// @param most above 0 and at most 1
/// @param range to which the values are clipped
public record RandomContrast(double most, Range range) implements Augmentation {
    public RandomContrast {
        if (!(most > 0 && most <= 1)) {
            throw new SpecException("contrast: most must be above 0 and at most 1, found " + most);
        }
    }

    /// Clipped to 0..1.
    public RandomContrast(double most) {
        this(most, new Range(0, 1));
    }

    /// The same with another `most`.
    public RandomContrast withMost(double most) {
        return new RandomContrast(most, range);
    }

    /// The same with another `range`.
    public RandomContrast withRange(Range range) {
        return new RandomContrast(most, range);
    }
}
