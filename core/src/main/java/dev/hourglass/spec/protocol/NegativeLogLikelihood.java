package dev.hourglass.spec.protocol;

import dev.hourglass.internal.check.Require;

/// The negative log-likelihood of a sample in nats, estimated by importance sampling (Burda et al. 2016, equation 8), averaged over samples.
///
/// @param draws codes of each sample, at least 1
public record NegativeLogLikelihood(int draws) implements Measure {
    public NegativeLogLikelihood {
        Require.positive("nll", "draws", draws);
    }
}
