package dev.hourglass.internal.exec;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.op.Workspace;

/// Squared differences, with a factor and an offset for each feature.
///
/// @param normaliser what each feature that is not missing adds further, so that the loss becomes the negative logarithm of a density
/// @param isLearnt whether the deviation of a normal distribution is learnt, [Workspace#logRatio] times `factor` and `offset` say which
record SquaredErrorLoss(
        int features, float factor, double offset, double normaliser, boolean isLearnt, boolean allowsMissing)
        implements DifferenceLoss {
    /// The squared error is the negative log-density of a normal distribution of variance 1/2, but for a constant.
    static SquaredErrorLoss mean(int features, boolean allowsMissing) {
        return new SquaredErrorLoss(features, 1, 0, 0.5 * StrictMath.log(Math.PI), false, allowsMissing);
    }

    /// The negative log-density of a normal distribution.
    static SquaredErrorLoss likelihood(int features, double standardDeviation, boolean isLearnt,
            boolean allowsMissing) {
        return new SquaredErrorLoss(
                features,
                (float) (0.5 / (standardDeviation * standardDeviation)),
                StrictMath.log(standardDeviation) + 0.5 * StrictMath.log(2 * Math.PI),
                0,
                isLearnt,
                allowsMissing);
    }

    @Override
    public float factor(Workspace workspace) {
        return isLearnt ? (float) (factor * StrictMath.exp(-2 * workspace.logRatio())) : factor;
    }

    @Override
    public double offset(Workspace workspace) {
        return isLearnt ? offset + workspace.logRatio() : offset;
    }

    @Override
    public void error(
            Kernels kernels, int count, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d,
            int dAt, float[] loss, int lossAt) {
        kernels.squaredError(count, y, yAt, t, tAt, scale, scaleAt, d, dAt, loss, lossAt);
    }
}
