package dev.hourglass.spec.penalty;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.layer.Layer;
import java.util.List;

/// Asks for codes of few large numbers: `weight * sum over j of |code[j]|`, averaged over samples.
///
/// @param weight above 0
public record L1Activity(double weight) implements Penalty {
    public L1Activity {
        Require.positive("l1_activity", "weight", weight);
    }

    @Override
    public String kind() {
        return "l1_activity";
    }

    @Override
    public void requireFits(List<Layer> encoder, Latent latent) {
        if (latent instanceof GaussianLatent) {
            throw new SpecException(
                    "penalties (l1_activity): a gaussian latent already has a penalty, its divergence; remove one of them");
        }
    }
}
