package dev.hourglass.spec.loss;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.init.Zeros;
import dev.hourglass.spec.layer.Parameter;
import java.util.List;

/// The negative log-density of a normal distribution around the outputs, averaged over features and samples, in nats:
/// `(y - t)² / (2 sd²) + log sd + log(2 pi) / 2`.
///
/// The deviation is stated and stays, or is the first value of one that is learnt: a number for all features that is trained with the
/// weights, the sigma-VAE of Rybkin, Daniilidis and Levine (2021). The best one is the root of the mean squared error that a model
/// reaches (equation 6), and a learnt one ends near it. [MeanSquaredError] moves weights as a deviation of `sqrt(1/2)` does.
///
/// The parameter of a learnt deviation, `loss.log_ratio`, is the logarithm of its ratio to the first value.
///
/// @param standardDeviation `sd` of each feature, in units of the features, above 0
/// @param isLearnt whether it is trained
public record GaussianLikelihood(double standardDeviation, boolean isLearnt) implements Loss {
    /// The parameter of a learnt deviation.
    public static final Parameter LOG_RATIO = new Parameter("log_ratio", List.of(1), new Zeros(), 1, 1, false);

    public GaussianLikelihood {
        Require.positive("gaussian_likelihood", "deviation", standardDeviation);
    }

    /// A deviation that stays.
    public GaussianLikelihood(double standardDeviation) {
        this(standardDeviation, false);
    }

    /// The same with another `standardDeviation`.
    public GaussianLikelihood withStandardDeviation(double standardDeviation) {
        return new GaussianLikelihood(standardDeviation, isLearnt);
    }

    /// The same, learnt or not.
    public GaussianLikelihood withIsLearnt(boolean isLearnt) {
        return new GaussianLikelihood(standardDeviation, isLearnt);
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
