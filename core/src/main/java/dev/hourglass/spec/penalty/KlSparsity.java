package dev.hourglass.spec.penalty;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.layer.Layer;
import java.util.List;

/// Asks each number of the code to be `rho` on average: `beta * sum over j of rho log(rho / m[j]) + (1 - rho) log((1 - rho) /
/// (1 - m[j]))`, in nats, where `m[j]` is the mean of number `j` over all samples of the batch (Lee et al. 2008 ask for the
/// mean by its square; Ng 2011, "Sparse autoencoder", by this divergence of Bernoulli distributions).
///
/// It needs codes in 0..1: an encoder that ends with a logistic function. Means closer than 1e-6 to 0 or 1 count as that
/// close. Small batches know the mean badly: take a few hundred samples.
///
/// @param rho wanted mean, above 0 and below 1
/// @param beta weight, above 0
public record KlSparsity(double rho, double beta) implements Penalty {
    private static final double NEAREST = 1e-6;

    public KlSparsity {
        Require.inside("kl_sparsity", "rho", rho);
        Require.positive("kl_sparsity", "beta", beta);
    }

    /// The divergence of a mean activation from `rho`, in nats, without its weight.
    public double divergence(double mean) {
        double m = inside(mean);
        return rho * StrictMath.log(rho / m) + (1 - rho) * StrictMath.log((1 - rho) / (1 - m));
    }

    /// The derivative of [#divergence].
    public double slope(double mean) {
        double m = inside(mean);
        return (1 - rho) / (1 - m) - rho / m;
    }

    private static double inside(double mean) {
        return Math.clamp(mean, NEAREST, 1 - NEAREST);
    }

    @Override
    public String kind() {
        return "kl_sparsity";
    }

    @Override
    public void requireFits(List<Layer> encoder, Latent latent) {
        CodeChecks.requirePlain(this, latent);
        CodeChecks.requireLogistic(this, encoder, "change it or use l1_activity");
    }

    /// The same with another `rho`.
    public KlSparsity withRho(double rho) {
        return new KlSparsity(rho, beta);
    }

    /// The same with another `beta`.
    public KlSparsity withBeta(double beta) {
        return new KlSparsity(rho, beta);
    }
}
