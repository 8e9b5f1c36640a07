package dev.hourglass.spec;

import dev.hourglass.spec.latent.DeterministicLatent;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Layer;
import java.util.List;
import java.util.Locale;

/// What a classifier asks of its layers.
final class ClassifierRules {
    private ClassifierRules() {}

    /// @param decoder the head
    /// @throws SpecException if these cannot end with the logits of classes
    static void require(Latent latent, List<Layer> decoder) {
        if (!(latent instanceof DeterministicLatent)) {
            throw new SpecException(
                    "latent: under softmax_cross_entropy expected plain, found another kind; remove latent");
        }
        if (decoder.isEmpty() || !(decoder.getLast() instanceof Dense head)) {
            throw new SpecException(
                    "decoder: under softmax_cross_entropy expected a dense layer at its end; add one with a unit for each class");
        }
        if (head.activation() != Activation.IDENTITY) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "decoder layer %d (dense): under softmax_cross_entropy expected activation identity, found %s; remove it",
                            decoder.size(), head.activation().name().toLowerCase(Locale.ROOT)));
        }
    }
}
