package dev.hourglass.spec.loss;

import dev.hourglass.internal.check.Require;

/// The negative log-density of a Laplace distribution around the outputs, averaged over features and samples, in nats:
/// `|y - t| / b + log(2 b)`.
///
/// The scale is stated and stays. The best one is the mean absolute error that a model reaches.
///
/// @param scale `b` of each feature, in units of the features, above 0
public record LaplaceLikelihood(double scale) implements Loss {
    public LaplaceLikelihood {
        Require.positive("laplace_likelihood", "scale", scale);
    }

    @Override
    public String kind() {
        return "laplace_likelihood";
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
