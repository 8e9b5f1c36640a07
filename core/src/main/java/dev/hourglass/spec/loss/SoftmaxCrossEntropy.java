package dev.hourglass.spec.loss;

import dev.hourglass.spec.SpecException;
import java.util.Locale;

/// Cross-entropy between the class of a sample and the softmax of the outputs, averaged over samples, in nats:
/// `log(sum of exp(y)) - y[class]` (Bishop 2006, equation 4.108).
///
/// The loss of a classifier, which reconstructs nothing: in the decoder's place stands its head, which ends with one output
/// for each class. Softmax belongs to the loss, so the head's last layer has no activation. The largest output is taken
/// out before anything is raised to a power, so nothing overflows and the loss is exact where one class is almost certain
/// (Blanchard, Higham and Higham 2021).
///
/// @param classes that are told apart, at least 2
public record SoftmaxCrossEntropy(int classes) implements Loss {
    private static final int FEWEST = 2;

    public SoftmaxCrossEntropy {
        if (classes < FEWEST) {
            throw new SpecException(
                    String.format(Locale.ROOT, "softmax_cross_entropy: classes must be at least %d, found %d", FEWEST,
                            classes));
        }
    }
}
