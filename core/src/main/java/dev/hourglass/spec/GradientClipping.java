package dev.hourglass.spec;

import dev.hourglass.internal.check.Require;

/// Shortens gradients that are too long: where the norm of the gradient by all parameters together is above a bound, the gradient is multiplied by
/// bound / norm (Pascanu, Mikolov and Bengio 2013, algorithm 1).
///
/// @param norm the bound, above 0
public record GradientClipping(double norm) {
    public GradientClipping {
        Require.positive("clip", "norm", norm);
    }
}
