package dev.hourglass.spec.init;

import dev.hourglass.internal.check.Require;

/// Normal with mean 0.
///
/// @param standardDeviation, above 0
public record NormalInit(double standardDeviation) implements Init {
    public NormalInit {
        Require.positive("normal", "sd", standardDeviation);
    }
}
