package dev.hourglass.spec.loss;

import dev.hourglass.spec.SpecException;
import java.util.Locale;

/// A range of a network's outputs, and what it means: the loss under which it is trained, whose [Loss#outputActivation] turns it
/// back, and what it is compared with.
///
/// @param from the first output, counted row by row where the outputs are a picture
/// @param size of the range, at least 1
/// @param weight on the loss in the objective, above 0: 1 over the variance of a column, say. The likelihood of the block is raised
///     to it
public record OutputBlock(int from, int size, Loss loss, Target target, double weight) {
    public OutputBlock {
        boolean isRange = from >= 0 && size >= 1;
        boolean isWeight = weight > 0 && Double.isFinite(weight);
        if (!isRange || !isWeight) {
            throw new SpecException(String.format(Locale.ROOT,
                    "output block: expected a range of at least 1 output from 0 on with a weight above 0, found %d outputs from %d on with a weight of %s",
                    size, from, weight));
        }
        if (loss instanceof SoftmaxCrossEntropy(int classes) ? classes != size : target == Target.CLASS) {
            throw new SpecException(String.format(Locale.ROOT,
                    "output block: expected an output for each class under softmax_cross_entropy, found %d outputs under %s",
                    size, loss));
        }
    }

    /// Outputs that are compared with the features in the same range.
    public static OutputBlock ofFeatures(int from, int size, Loss loss) {
        return new OutputBlock(from, size, loss, Target.FEATURES, 1);
    }

    public OutputBlock withWeight(double weight) {
        return new OutputBlock(from, size, loss, target, weight);
    }

    /// The first output after the range.
    public int end() {
        return from + size;
    }

    /// How many numbers of a sample the block is compared with.
    int terms() {
        return switch (target) {
            case FEATURES -> size;
            case CLASS -> 1;
        };
    }
}
