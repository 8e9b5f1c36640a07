package dev.hourglass.spec.latent;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.init.GlorotUniform;
import dev.hourglass.spec.init.Zeros;
import dev.hourglass.spec.layer.Parameter;
import java.util.List;
import java.util.Locale;

/// A variational autoencoder's code (Kingma and Welling 2014): two dense heads on a flat encoder give the mean and the
/// log-variance of a normal posterior with independent dimensions; training decodes `mean + sd * noise`, and the
/// divergence from the standard normal joins the objective.
///
/// `encode` gives the mean.
///
/// @param size latent dimensions, at least 1
/// @param beta weight of the divergence; 1 gives the variational autoencoder, other values Higgins et al. 2017
/// @param warmupEpochs epochs in which the weight of the divergence rises from 0 to beta in a line (Sønderby et al. 2016,
///     section 2.3); 0 for the full weight from the first step on
/// @param samples codes that training draws for each sample, at least 1
/// @param bound on the likelihood, which training raises
/// @param freeBits nats of each dimension's divergence, averaged over the batch, below which it costs nothing (Kingma et
///     al. 2016, equation 15, each dimension a group of its own)
/// @param classes of a conditional model (Sohn et al. 2015): the one-hot label of a sample joins its features, or the
///     channels of a picture, and its code; 0 for a model without labels
public record GaussianLatent(
        int size, double beta, int warmupEpochs, int samples, Bound bound, double freeBits, int classes)
        implements Latent {
    public GaussianLatent {
        Require.positive("gaussian", "size", size);
        Require.notNegative("gaussian", "beta", beta);
        Require.notNegative("gaussian", "warmup_epochs", warmupEpochs);
        Require.positive("gaussian", "samples", samples);
        Require.notNegative("gaussian", "free_bits", freeBits);
        Require.notNegative("gaussian", "classes", classes);
        if (bound == Bound.IMPORTANCE_WEIGHTED) {
            requireWeighable(beta, freeBits);
        }
    }

    /// One code for each sample, the evidence lower bound with the full weight from the first step on, no labels.
    public GaussianLatent(int size, double beta) {
        this(size, beta, 0, 1, Bound.EVIDENCE, 0, 0);
    }

    private static void requireWeighable(double beta, double freeBits) {
        if (beta != 1) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "gaussian: beta must be 1 with bound: importance_weighted, found %s; remove beta, or use bound: evidence",
                            beta));
        }
        if (freeBits != 0) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "gaussian: free_bits must be 0 with bound: importance_weighted, found %s; remove free_bits, or use bound: evidence",
                            freeBits));
        }
    }

    @Override
    public Shape codeShape(Shape encoded) {
        if (!encoded.isFlat()) {
            throw new SpecException(String.format(Locale.ROOT,
                    "latent (gaussian): expected input [%d], found %s; end the encoder with flatten", encoded.size(),
                    encoded));
        }
        return Shape.of(size);
    }

    /// Two dense layers in one tensor: means, then log-variances.
    @Override
    public List<Parameter> parameters(Shape encoded) {
        int inputs = encoded.size();
        return List.of(
                new Parameter(Parameter.WEIGHT, List.of(inputs, 2 * size), new GlorotUniform(), inputs, size, true),
                new Parameter(Parameter.BIAS, List.of(2 * size), new Zeros(), inputs, size, false));
    }

    @Override
    public String kind() {
        return "gaussian";
    }

    @Override
    public String description() {
        return "gaussian " + size + (beta == 1 ? "" : ", beta " + beta);
    }

    /// The same with another `size`.
    public GaussianLatent withSize(int size) {
        return new GaussianLatent(size, beta, warmupEpochs, samples, bound, freeBits, classes);
    }

    /// The same with another `beta`.
    public GaussianLatent withBeta(double beta) {
        return new GaussianLatent(size, beta, warmupEpochs, samples, bound, freeBits, classes);
    }

    /// The same with another `warmupEpochs`.
    public GaussianLatent withWarmupEpochs(int warmupEpochs) {
        return new GaussianLatent(size, beta, warmupEpochs, samples, bound, freeBits, classes);
    }

    /// The same with another `samples`.
    public GaussianLatent withSamples(int samples) {
        return new GaussianLatent(size, beta, warmupEpochs, samples, bound, freeBits, classes);
    }

    /// The same with another `bound`.
    public GaussianLatent withBound(Bound bound) {
        return new GaussianLatent(size, beta, warmupEpochs, samples, bound, freeBits, classes);
    }

    /// The same with another `freeBits`.
    public GaussianLatent withFreeBits(double freeBits) {
        return new GaussianLatent(size, beta, warmupEpochs, samples, bound, freeBits, classes);
    }

    /// The same with another `classes`.
    public GaussianLatent withClasses(int classes) {
        return new GaussianLatent(size, beta, warmupEpochs, samples, bound, freeBits, classes);
    }
}
