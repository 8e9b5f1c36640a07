package dev.hourglass.spec.penalty;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.optimizer.AdamW;
import java.util.List;

/// Asks for small weights: `weight / 2 * sum of w²` over all weights, not biases (Krogh and Hertz 1992).
///
/// Other than [AdamW]'s decay it is part of the objective, so that optimizers scale it like any gradient.
///
/// @param weight above 0
public record WeightDecay(double weight) implements Penalty {
    public WeightDecay {
        Require.positive("weight_decay", "weight", weight);
    }

    @Override
    public String kind() {
        return "weight_decay";
    }

    @Override
    public void requireFits(List<Layer> encoder, Latent latent) {}
}
