package dev.hourglass.spec;

import dev.hourglass.internal.check.Require;

/// Leaves the samples with the largest losses out of each epoch, because they may be what the model is not to learn: least trimmed
/// losses (Rousseeuw 1984), minimised by turns as Shen and Sanghavi (2019, algorithm 1) do.
///
/// The losses are those of all samples at the weights with which the epoch begins, corrupted as in an evaluation; of equal ones the
/// sample that comes first in the data is left out. They take one more forward pass an epoch.
///
/// @param share of the samples that is left out, rounded down, above 0 and below 1
/// @param after the epochs before, at least 1, in which all samples are trained on
public record Trimming(double share, int after) {
    private static final int AFTER = 2;

    public Trimming {
        Require.inside("trim", "share", share);
        Require.positive("trim", "after", after);
    }

    /// After two epochs.
    public Trimming(double share) {
        this(share, AFTER);
    }

    /// The same with another `share`.
    public Trimming withShare(double share) {
        return new Trimming(share, after);
    }

    /// The same with another `after`.
    public Trimming withAfter(int after) {
        return new Trimming(share, after);
    }
}
