package dev.hourglass.spec;

/// Normal with mean 0.
///
/// @param sd standard deviation, above 0
public record Normal(double sd) implements Init {
    public Normal {
        Require.positive("normal", "sd", sd);
    }
}
