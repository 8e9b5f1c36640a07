package dev.hourglass.spec.loss;

import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Layer;
import java.util.List;
import java.util.Locale;

/// Half the deviance of Poisson distributions, averaged over features and samples: `t log(t / r) - (t - r)` for counts `t` of 0 or more
/// (McCullagh and Nelder 1989, section 2.3), with the rate `r`, the exponential of the decoder's output. It is the negative
/// log-likelihood, less that of a rate which is the count itself, so that 0 is the best there is; the gradient is the same.
///
/// The exponential belongs to the loss: the outputs are logarithms of rates, reconstructions are rates, and the decoder's last layer has
/// no activation.
public record Poisson() implements Loss {
    @Override
    public String kind() {
        return "poisson";
    }

    @Override
    public String measure() {
        return "half the Poisson deviance";
    }

    @Override
    public boolean isLogLikelihood() {
        return false;
    }

    @Override
    public OutputActivation outputActivation() {
        return OutputActivation.EXPONENTIAL;
    }

    @Override
    public void requireFits(Latent latent, List<Layer> decoder) {
        if (!decoder.isEmpty() && Layer.lastActivation(decoder) != Activation.IDENTITY) {
            throw new SpecException(String.format(Locale.ROOT,
                    "%s: under poisson, whose outputs are logarithms of rates, expected activation identity, found %s; remove it",
                    Layer.lastPlace("decoder", decoder),
                    Layer.lastActivation(decoder).name().toLowerCase(Locale.ROOT)));
        }
    }
}
