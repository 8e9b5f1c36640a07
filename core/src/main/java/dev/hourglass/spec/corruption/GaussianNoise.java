package dev.hourglass.spec.corruption;

import dev.hourglass.internal.check.Require;
import java.util.Optional;

/// Adds independent normal noise to each feature.
///
/// @param sigma standard deviation, in units of the features, above 0
/// @param clip where present, results outside are set to the nearer bound
public record GaussianNoise(double sigma, Optional<Range> clip) implements Corruption {
    public GaussianNoise {
        Require.positive("gaussian", "sigma", sigma);
    }

    @Override
    public boolean isLocal() {
        return false;
    }

    /// The same with another `sigma`.
    public GaussianNoise withSigma(double sigma) {
        return new GaussianNoise(sigma, clip);
    }

    /// The same with another `clip`.
    public GaussianNoise withClip(Range clip) {
        return new GaussianNoise(sigma, Optional.of(clip));
    }

    /// The same without `clip`.
    public GaussianNoise withoutClip() {
        return new GaussianNoise(sigma, Optional.empty());
    }
}
