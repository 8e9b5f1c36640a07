package dev.hourglass.internal.exec;

import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.GaussianLikelihood;
import dev.hourglass.spec.loss.Loss;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.loss.SoftmaxCrossEntropy;

/// How a loss follows from what the kernels sum, squared errors or cross-entropies: `factor * sum + offset * features`.
///
/// @param normaliser what a feature is to be given beside, so that the loss becomes the negative logarithm of a density: the
///     squared error is that of a normal distribution of variance 1/2, but for its constant
record LossScale(float factor, double offset, double normaliser) {
    static LossScale of(Loss loss) {
        return switch (loss) {
            case BinaryCrossEntropy(), SoftmaxCrossEntropy _ -> new LossScale(1, 0, 0);
            case MeanSquaredError() -> new LossScale(1, 0, 0.5 * StrictMath.log(Math.PI));
            case GaussianLikelihood(double sd) ->
                new LossScale(
                        (float) (0.5 / (sd * sd)),
                        StrictMath.log(sd) + 0.5 * StrictMath.log(2 * Math.PI),
                        0);
        };
    }
}
