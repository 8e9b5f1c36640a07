package dev.hourglass.spec.loss;

import dev.hourglass.internal.check.Require;

/// Half the squared difference up to `delta`, and `delta (|y - t| - delta / 2)` beyond it, averaged over features and samples (Huber
/// 1964): smooth where outputs are near their targets, and no more sensitive to a few that are far off than the absolute error.
///
/// But for a constant, the negative log-density of a distribution that is normal in the middle and Laplace's at its ends.
///
/// @param delta where the square ends, in units of the features, above 0
public record Huber(double delta) implements Loss {
    public Huber {
        Require.positive("huber", "delta", delta);
    }

    @Override
    public String kind() {
        return "huber";
    }

    @Override
    public String measure() {
        return "Huber loss";
    }

    @Override
    public boolean isLogLikelihood() {
        return false;
    }
}
