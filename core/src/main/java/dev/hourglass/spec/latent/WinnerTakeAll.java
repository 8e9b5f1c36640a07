package dev.hourglass.spec.latent;

import dev.hourglass.internal.check.Require;

/// A code with lifetime sparsity (Makhzani and Frey 2015): of each number of the code, only the samples of the batch in which
/// it is largest keep it, a share of `rate` and at least one; in the others it becomes zero. Among equal numbers the first
/// samples win.
///
/// While training only: afterwards the code is the encoder's output.
///
/// @param rate above 0 and below 1
public record WinnerTakeAll(double rate) implements Latent {
    public WinnerTakeAll {
        Require.inside("winner_take_all", "rate", rate);
    }

    /// Winners of a batch.
    public int winners(int samples) {
        return Math.max(1, (int) Math.round(rate * samples));
    }

    @Override
    public String kind() {
        return "winner_take_all";
    }

    @Override
    public String description() {
        return "winner_take_all " + rate;
    }
}
