package dev.hourglass.spec;

/// A variational autoencoder's code (Kingma and Welling 2014): two dense heads on a flat encoder give the mean and the
/// log-variance of a normal posterior with independent dimensions; training decodes `mean + sd * noise`, and the
/// divergence from the standard normal joins the objective.
///
/// `encode` gives the mean.
///
/// @param size latent dimensions, at least 1
/// @param beta weight of the divergence; 1 gives the variational autoencoder, other values Higgins et al. 2017
public record Gaussian(int size, double beta) implements Latent {
    public Gaussian {
        Require.positive("gaussian", "size", size);
        Require.notNegative("gaussian", "beta", beta);
    }
}
