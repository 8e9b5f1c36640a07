package dev.hourglass.internal.latent;

import dev.hourglass.spec.Gaussian;
import dev.hourglass.spec.Latent;
import dev.hourglass.spec.Plain;
import dev.hourglass.spec.TopK;
import dev.hourglass.spec.WinnerTakeAll;

/// The share of its full weight that the divergence of a code has, rising in a line from the first step on (Sønderby et
/// al. 2016, section 2.3).
///
/// @param epochs after which the weight is whole
public record KlAnnealing(int epochs) {
    public static KlAnnealing of(Latent latent) {
        return switch (latent) {
            case Plain _, TopK _, WinnerTakeAll _ -> new KlAnnealing(0);
            case Gaussian gaussian -> new KlAnnealing(gaussian.warmupEpochs());
        };
    }

    /// @param epoch counted from 1
    /// @param done samples of the epoch that came before this step
    /// @param samples in an epoch
    public double share(long epoch, int done, int samples) {
        return epochs == 0 ? 1 : Math.min(1, (epoch - 1 + (double) done / samples) / epochs);
    }
}
