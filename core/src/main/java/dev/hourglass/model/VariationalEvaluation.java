package dev.hourglass.model;

import java.util.List;

/// The parts of a variational autoencoder's objective, per sample, in nats.
///
/// @param reconstruction the negative log-likelihood of the sample, given a code drawn from its posterior
/// @param kl the divergence of the posterior from the prior
/// @param activeUnits dimensions whose posterior mean varies over samples, see [dev.hourglass.metric.Posterior#ACTIVE]
/// @param klPerDimension `kl` for each dimension of the code
public record VariationalEvaluation(
        double reconstruction, double kl, int activeUnits, List<Double> klPerDimension) {
    public VariationalEvaluation {
        klPerDimension = List.copyOf(klPerDimension);
    }

    /// The evidence lower bound.
    public double elbo() {
        return -(reconstruction + kl);
    }
}
