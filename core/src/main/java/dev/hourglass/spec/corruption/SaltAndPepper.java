package dev.hourglass.spec.corruption;

import dev.hourglass.internal.check.Require;

/// Sets each feature with some probability to the lowest or to the highest value, each as often (Vincent et al. 2010,
/// section 3.3).
///
/// The channels of a pixel are struck together and alike: salt is white, pepper black.
///
/// @param probability at least 0 and below 1
/// @param range pepper and salt
public record SaltAndPepper(double probability, Range range) implements Corruption {
    private static final Range PIXELS = new Range(0, 1);

    public SaltAndPepper {
        Require.fraction("salt_and_pepper", "probability", probability);
    }

    /// Pepper of 0 and salt of 1.
    public SaltAndPepper(double probability) {
        this(probability, PIXELS);
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    /// The same with another `probability`.
    public SaltAndPepper withProbability(double probability) {
        return new SaltAndPepper(probability, range);
    }

    /// The same with another `range`.
    public SaltAndPepper withRange(Range range) {
        return new SaltAndPepper(probability, range);
    }
}
