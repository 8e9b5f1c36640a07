package dev.hourglass.internal.latent;

import dev.hourglass.spec.latent.DeterministicLatent;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.latent.TopK;
import dev.hourglass.spec.latent.WinnerTakeAll;

/// The share of its full weight that the divergence of a code has, rising in a line from the first step on (Sønderby et
/// al. 2016, section 2.3).
///
/// @param epochs after which the weight is whole
public record KlAnnealing(int epochs) {
    public static KlAnnealing of(Latent latent) {
        return switch (latent) {
            case DeterministicLatent _, TopK _, WinnerTakeAll _ -> new KlAnnealing(0);
            case GaussianLatent gaussian -> new KlAnnealing(gaussian.warmupEpochs());
        };
    }

    /// @param epoch counted from 1
    /// @param progress the share of the epoch that came before this step
    public double share(long epoch, double progress) {
        return epochs == 0 ? 1 : Math.min(1, (epoch - 1 + progress) / epochs);
    }
}
