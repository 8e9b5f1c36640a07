package dev.hourglass.spec.latent;

/// A lower bound on the log-likelihood of a sample, which a variational autoencoder raises.
public enum Bound {
    /// The evidence lower bound: the reconstruction's log-probability less the posterior's divergence from the prior
    /// (Kingma and Welling 2014, equation 3); several codes are averaged.
    EVIDENCE,
    /// The importance-weighted bound: the logarithm of the mean of `p(x, z) / q(z|x)` over several codes, each of which
    /// moves the weights by its share (Burda et al. 2016, equations 8 and 14). With one code it is the evidence lower bound.
    IMPORTANCE_WEIGHTED
}
