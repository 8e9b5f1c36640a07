package dev.hourglass.spec.init;

import dev.hourglass.internal.check.Require;

/// Normal with mean 0.
///
/// @param sd standard deviation, above 0
public record NormalInit(double sd) implements Init {
    public NormalInit {
        Require.positive("normal", "sd", sd);
    }
}
