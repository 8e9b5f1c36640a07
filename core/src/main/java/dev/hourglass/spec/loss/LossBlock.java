package dev.hourglass.spec.loss;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.SpecException;
import java.util.Locale;

/// Features that follow each other, and the loss that reconstructs them: those of one column of a table, say.
///
/// @param size the number of features, at least 1
/// @param loss of these features; [SoftmaxCrossEntropy] of one category, one-hot, which has as many classes as features
/// @param weight on the loss, above 0: 1 over the variance of a column, say. The likelihood of the block is raised to it
public record LossBlock(int size, Loss loss, double weight) {
    public LossBlock {
        Require.positive("block", "size", size);
        Require.positive("block", "weight", weight);
        if (loss instanceof BlockLosses) {
            throw new SpecException(
                    "block: expected a loss of one block, found blocks; list them one behind the other");
        }
        if (loss instanceof StructuralSimilarity) {
            throw new SpecException(
                    "block: expected a loss of features one by one, found ssim, which is one of pictures; use mean_absolute_error");
        }
        if (loss instanceof GaussianLikelihood(_, boolean isLearnt) && isLearnt) {
            throw new SpecException(
                    "block: expected a deviation that stays, found learnt: true; state the deviation of each block");
        }
        if (loss instanceof SoftmaxCrossEntropy(int classes) && classes != size) {
            throw new SpecException(String.format(Locale.ROOT,
                    "block: expected a class for each of %d features under softmax_cross_entropy, found %d; set classes to the size",
                    size, classes));
        }
    }

    /// A block with a weight of 1.
    public LossBlock(int size, Loss loss) {
        this(size, loss, 1);
    }

    /// The same with another `size`.
    public LossBlock withSize(int size) {
        return new LossBlock(size, loss, weight);
    }

    /// The same with another `loss`.
    public LossBlock withLoss(Loss loss) {
        return new LossBlock(size, loss, weight);
    }

    /// The same with another `weight`.
    public LossBlock withWeight(double weight) {
        return new LossBlock(size, loss, weight);
    }
}
