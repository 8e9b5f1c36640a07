package dev.hourglass.spec.loss;

import dev.hourglass.internal.check.Require;

/// The negative log-density of a normal distribution around the outputs, averaged over features and samples, in nats:
/// `(y - t)² / (2 sd²) + log sd + log(2 pi) / 2`.
///
/// The deviation is stated and stays. The best one is the root of the mean squared error that a model reaches (Rybkin et
/// al. 2021, equation 6). [MeanSquaredError] moves weights as a deviation of `sqrt(1/2)` does.
///
/// @param standardDeviation `sd` of each feature, in units of the features, above 0
public record GaussianLikelihood(double standardDeviation) implements Loss {
    public GaussianLikelihood {
        Require.positive("gaussian_likelihood", "deviation", standardDeviation);
    }

    @Override
    public String kind() {
        return "gaussian_likelihood";
    }

    @Override
    public String measure() {
        return "negative log-likelihood";
    }

    @Override
    public boolean isLogLikelihood() {
        return true;
    }
}
