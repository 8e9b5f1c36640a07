package dev.hourglass.spec.loss;

import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Layer;
import java.util.List;
import java.util.Locale;

/// Cross-entropy between targets in 0..1 and the logistic function of the decoder's outputs, averaged over features
/// and samples, in nats.
///
/// The logistic function belongs to the loss: the decoder's last layer has no activation, or names `sigmoid`, which
/// means the same. Computed from the logits, so it is exact where the output saturates (Goodfellow et al. 2016,
/// section 6.2.2.2).
public record BinaryCrossEntropy() implements Loss {
    @Override
    public String kind() {
        return "binary_cross_entropy";
    }

    @Override
    public String measure() {
        return "binary cross-entropy";
    }

    @Override
    public boolean isLogLikelihood() {
        return true;
    }

    @Override
    public OutputActivation outputActivation() {
        return OutputActivation.SIGMOID;
    }

    @Override
    public void requireFits(Latent latent, List<Layer> decoder) {
        if (decoder.isEmpty()) {
            return;
        }
        var activation = Layer.lastActivation(decoder);
        if (activation != Activation.IDENTITY && activation != Activation.SIGMOID) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "%s: under binary_cross_entropy expected activation identity or sigmoid, found %s; remove it",
                            Layer.lastPlace("decoder", decoder), activation.name().toLowerCase(Locale.ROOT)));
        }
    }
}
