package dev.hourglass.spec.penalty;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Layer;
import java.util.List;

/// Asks for codes that hardly change with the input: `weight` times the squared Frobenius norm of the code's Jacobian,
/// averaged over samples (Rifai et al. 2011, equation 3).
///
/// Exact, and so only for an encoder of one dense layer with a logistic function, where the norm is `sum over j of
/// (code[j] (1 - code[j]))² sum over i of W[i][j]²` (equation 5). [ContractiveProjection] estimates it for the others.
///
/// @param weight above 0
public record Contractive(double weight) implements Penalty {
    public Contractive {
        Require.positive("contractive", "weight", weight);
    }

    @Override
    public String kind() {
        return "contractive";
    }

    @Override
    public void requireFits(List<Layer> encoder, Latent latent) {
        CodeChecks.requirePlain(this, latent);
        long computing = encoder.stream()
                .filter(layer -> layer.featureMapping() != Layer.FeatureMapping.RESHAPED)
                .count();
        boolean isOne = computing == 1 && encoder.getLast() instanceof Dense;
        if (!isOne || Layer.lastActivation(encoder) != Activation.SIGMOID) {
            throw new SpecException(
                    "penalties (contractive): expected an encoder of one dense layer with activation sigmoid, found another; use contractive_projection");
        }
    }
}
