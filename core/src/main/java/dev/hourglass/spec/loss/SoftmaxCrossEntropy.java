package dev.hourglass.spec.loss;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.latent.DeterministicLatent;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Layer;
import java.util.List;
import java.util.Locale;

/// Cross-entropy between the class of a sample and the softmax of the outputs, averaged over samples, in nats:
/// `log(sum of exp(y)) - y[class]` (Bishop 2006, equation 4.108).
///
/// The loss of a classifier, which reconstructs nothing: in the decoder's place stands its head, which ends with one output
/// for each class. Softmax belongs to the loss, so the head's last layer has no activation. The largest output is taken
/// out before anything is raised to a power, so nothing overflows and the loss is exact where one class is almost certain
/// (Blanchard, Higham and Higham 2021).
///
/// @param classes to predict, at least 2
public record SoftmaxCrossEntropy(int classes) implements Loss {
    private static final int FEWEST = 2;

    public SoftmaxCrossEntropy {
        if (classes < FEWEST) {
            throw new SpecException(
                    String.format(Locale.ROOT, "softmax_cross_entropy: classes must be at least %d, found %d", FEWEST,
                            classes));
        }
    }

    @Override
    public String kind() {
        return "softmax_cross_entropy";
    }

    @Override
    public String measure() {
        return "cross-entropy of the class";
    }

    @Override
    public boolean isLogLikelihood() {
        return true;
    }

    @Override
    public OutputActivation outputActivation() {
        return OutputActivation.SOFTMAX;
    }

    @Override
    public Outputs outputs(Shape input) {
        return new ClassProbabilities(this);
    }

    @Override
    public void requireFits(Latent latent, List<Layer> decoder) {
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
                            "%s: under softmax_cross_entropy expected activation identity, found %s; remove it",
                            Layer.lastPlace("decoder", decoder), head.activation().name().toLowerCase(Locale.ROOT)));
        }
    }
}
