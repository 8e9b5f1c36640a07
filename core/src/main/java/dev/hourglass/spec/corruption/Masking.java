package dev.hourglass.spec.corruption;

import dev.hourglass.internal.check.Require;

/// Sets each feature to 0 with some probability, independently of the others (Vincent et al. 2010, section 3.3, whose
/// fraction of destroyed features is met on average, not exactly).
///
/// The channels of a pixel are masked together: a colour is not a pixel that is missing in part.
///
/// @param probability at least 0 and below 1
public record Masking(double probability) implements Corruption {
    public Masking {
        Require.fraction("masking", "probability", probability);
    }

    @Override
    public boolean isLocal() {
        return true;
    }
}
