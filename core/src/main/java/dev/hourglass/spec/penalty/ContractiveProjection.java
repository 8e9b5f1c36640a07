package dev.hourglass.spec.penalty;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.layer.Layer;
import java.util.List;

/// Asks for codes that hardly change with the input, of any encoder: an estimate of [Contractive]'s norm by random
/// projections. For each sample and epoch a direction `v` is drawn from the standard normal, and the objective grows by
///
///     weight * |code(x + step v) - code(x)|² / step²
///
/// averaged over samples. Where the step is small this is `|J v|²`, whose mean over all directions is the squared Frobenius
/// norm of the Jacobian `J` (Hutchinson 1990 for the trace of `J' J`); Rifai et al. 2011b, "Higher order contractive
/// auto-encoder", section 3, estimate by differences of noisy samples likewise. Its gradient is that of the difference, with
/// both codes taken as functions of the weights.
///
/// @param weight above 0
/// @param step length of a step for a direction of length 1, above 0; much smaller ones drown in rounding
public record ContractiveProjection(double weight, double step) implements Penalty {
    public ContractiveProjection {
        Require.positive("contractive_projection", "weight", weight);
        Require.positive("contractive_projection", "step", step);
    }

    @Override
    public String kind() {
        return "contractive_projection";
    }

    @Override
    public void requireFits(List<Layer> encoder, Latent latent) {
        CodeChecks.requirePlain(this, latent);
    }

    /// The same with another `weight`.
    public ContractiveProjection withWeight(double weight) {
        return new ContractiveProjection(weight, step);
    }

    /// The same with another `step`.
    public ContractiveProjection withStep(double step) {
        return new ContractiveProjection(weight, step);
    }
}
