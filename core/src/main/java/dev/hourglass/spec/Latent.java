package dev.hourglass.spec;

/// What stands between encoder and decoder.
public sealed interface Latent permits Plain, Gaussian, TopK, WinnerTakeAll {
    /// Classes of a model that is conditioned on labels; 0 for one that is not.
    default int classes() {
        return 0;
    }
}
