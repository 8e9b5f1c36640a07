package dev.hourglass.spec.init;

import dev.hourglass.internal.check.Require;

/// Normal with mean 0, drawn again where further than two standard deviations out (as TensorFlow defines it).
///
/// @param standardDeviation before truncation, above 0
public record TruncatedNormal(double standardDeviation) implements Init {
    public TruncatedNormal {
        Require.positive("truncated_normal", "sd", standardDeviation);
    }
}
