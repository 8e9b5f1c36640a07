package dev.hourglass.model;

/// How probable a variational autoencoder holds some samples, estimated by drawing codes from its posteriors.
///
/// With `k` codes `z` of a sample `x`, `log p(x)` is estimated as the logarithm of the mean of `p(x|z) p(z) / q(z|x)` (Burda
/// et al. 2016, equation 8). On average the estimate is too low, the less so the more codes are drawn.
///
/// @param draws codes of each sample
/// @param nll the negative of the estimate, averaged over samples, in nats
/// @param reconstruction `-log p(x|z)`, averaged over the same codes and samples, in nats
/// @param divergence of the posteriors from the prior, averaged over the same samples, in nats
public record Likelihood(int draws, double nll, double reconstruction, double divergence) {
    /// The evidence lower bound of the same samples, in nats.
    public double elbo() {
        return -(reconstruction + divergence);
    }
}
