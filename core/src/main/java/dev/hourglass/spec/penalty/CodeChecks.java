package dev.hourglass.spec.penalty;

import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.latent.DeterministicLatent;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Layer;
import java.util.List;
import java.util.Locale;

/// What several penalties ask of the code.
final class CodeChecks {
    private CodeChecks() {}

    static void requirePlain(Penalty penalty, Latent latent) {
        if (!(latent instanceof DeterministicLatent)) {
            throw new SpecException(
                    String.format(Locale.ROOT, "penalties (%s): expected latent plain, found %s; remove one of them",
                            penalty.kind(), latent.kind()));
        }
    }

    /// @param remedy how to mend an encoder that ends otherwise
    static void requireLogistic(Penalty penalty, List<Layer> encoder, String remedy) {
        var activation = Layer.lastActivation(encoder);
        if (activation != Activation.SIGMOID) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "penalties (%s): expected an encoder that ends with activation sigmoid, found %s; %s",
                            penalty.kind(), activation.name().toLowerCase(Locale.ROOT), remedy));
        }
    }
}
