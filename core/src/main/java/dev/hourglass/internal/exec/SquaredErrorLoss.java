package dev.hourglass.internal.exec;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Floats;
import dev.hourglass.internal.op.Workspace;

/// Squared differences, with a factor and an offset for each feature.
record SquaredErrorLoss(int features, float factor, double offset, double normaliser) implements BlockLoss {
    /// The squared error is the negative log-density of a normal distribution of variance 1/2, but for a constant.
    static SquaredErrorLoss mean(int features) {
        return new SquaredErrorLoss(features, 1, 0, 0.5 * StrictMath.log(Math.PI));
    }

    /// The negative log-density of a normal distribution.
    static SquaredErrorLoss likelihood(int features, double standardDeviation) {
        return new SquaredErrorLoss(
                features,
                (float) (0.5 / (standardDeviation * standardDeviation)),
                StrictMath.log(standardDeviation) + 0.5 * StrictMath.log(2 * Math.PI),
                0);
    }

    @Override
    public void compute(Workspace workspace, int panel, int output, int target, int gradient) {
        int lanes = panel * Kernels.LANES;
        workspace.kernels.squaredError(
                features, workspace.memory, output, workspace.memory, target, workspace.sums.outputScale, lanes,
                workspace.memory, gradient,
                workspace.sums.blockLoss,
                lanes);
    }

    @Override
    public void warmUp(
            Kernels kernels, int features, float[] outputs, float[] targets, float[] gradient, float[] lanes) {
        kernels.squaredError(
                features, outputs, Floats.ORIGIN, targets, Floats.ORIGIN, lanes, 0, gradient, Floats.ORIGIN, lanes, 0);
    }
}
