package dev.hourglass.spec.corruption;

import dev.hourglass.internal.check.Require;

/// Noise for the columns of a table, or any other blocks of features: numbers, which are under squared error, get Gaussian noise, and all
/// other blocks are left out at random, as if they were missing.
///
/// With much noise an autoencoder learns what a cell is, given the others, and not to copy it: the reconstruction is the mean of
/// what is likely (Alain and Bengio 2014).
///
/// @param sigma standard deviation of the noise, at least 0
/// @param probability that a block of another kind is left out, at least 0 and below 1
public record ColumnNoise(double sigma, double probability) implements Corruption {
    public ColumnNoise {
        Require.notNegative("column_noise", "sigma", sigma);
        Require.fraction("column_noise", "probability", probability);
    }

    /// The same with another `sigma`.
    public ColumnNoise withSigma(double sigma) {
        return new ColumnNoise(sigma, probability);
    }

    /// The same with another `probability`.
    public ColumnNoise withProbability(double probability) {
        return new ColumnNoise(sigma, probability);
    }

    @Override
    public boolean isLocal() {
        return false;
    }

    @Override
    public boolean needsBlocks() {
        return true;
    }
}
