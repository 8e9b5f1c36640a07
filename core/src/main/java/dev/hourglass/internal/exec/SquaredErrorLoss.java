package dev.hourglass.internal.exec;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Floats;
import dev.hourglass.internal.op.Workspace;

/// Squared differences, with a factor and an offset for each feature. A missing target is replaced by the output, which leaves no
/// difference.
///
/// @param isLearnt whether the deviation of a normal distribution is learnt, [Workspace#logRatio] times `factor` and `offset` say which
record SquaredErrorLoss(
        int features, float factor, double offset, double normaliser, boolean isLearnt, boolean allowsMissing)
        implements BlockLoss {
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
    public void compute(Workspace workspace, int panel, int output, int target, int gradient) {
        if (!allowsMissing) {
            compute(workspace, panel, output, workspace.memory, target, gradient);
            return;
        }
        int count = features * Kernels.LANES;
        var targets = workspace.targets(count);
        workspace.kernels.replaceMissing(
                count, workspace.memory, target, workspace.memory, output, targets, Floats.ORIGIN);
        compute(workspace, panel, output, targets, Floats.ORIGIN, gradient);
    }

    private void compute(Workspace workspace, int panel, int output, float[] targets, int target, int gradient) {
        int lanes = panel * Kernels.LANES;
        workspace.kernels.squaredError(
                features, workspace.memory, output, targets, target, workspace.sums.outputScale, lanes,
                workspace.memory, gradient,
                workspace.sums.blockLoss,
                lanes);
    }

    @Override
    public void warmUp(
            Kernels kernels, int features, float[] outputs, float[] targets, float[] gradient, float[] lanes) {
        if (allowsMissing) {
            kernels.replaceMissing(
                    features * Kernels.LANES, targets, Floats.ORIGIN, outputs, Floats.ORIGIN, targets, Floats.ORIGIN);
        }
        kernels.squaredError(
                features, outputs, Floats.ORIGIN, targets, Floats.ORIGIN, lanes, 0, gradient, Floats.ORIGIN, lanes, 0);
    }
}
