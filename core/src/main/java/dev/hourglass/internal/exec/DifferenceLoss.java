package dev.hourglass.internal.exec;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Floats;
import dev.hourglass.internal.op.Workspace;

/// A loss of the differences between outputs and targets. A missing target is replaced by the output, which leaves no difference.
sealed interface DifferenceLoss extends BlockLoss permits SquaredErrorLoss, RobustErrorLoss {
    /// Whether targets may be NaN.
    boolean allowsMissing();

    /// What each feature that is not missing adds, so that the loss becomes the negative logarithm of a density.
    double normaliser();

    /// Adds each lane's loss and sets the gradient, see [Kernels#squaredError].
    void error(
            Kernels kernels, int count, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d,
            int dAt, float[] loss, int lossAt);

    @Override
    default void compute(Workspace workspace, int panel, int output, int target, int gradient) {
        var targets = workspace.memory;
        int at = target;
        if (allowsMissing()) {
            int count = features() * Kernels.LANES;
            targets = workspace.targets(count);
            at = Floats.ORIGIN;
            workspace.kernels.replaceMissing(count, workspace.memory, target, workspace.memory, output, targets, at);
        }
        int lanes = panel * Kernels.LANES;
        error(workspace.kernels, features(), workspace.memory, output, targets, at, workspace.sums.outputScale, lanes,
                workspace.memory, gradient, workspace.sums.blockLoss, lanes);
    }

    @Override
    default void warmUp(
            Kernels kernels, int features, float[] outputs, float[] targets, float[] gradient, float[] lanes) {
        if (allowsMissing()) {
            kernels.replaceMissing(
                    features * Kernels.LANES, targets, Floats.ORIGIN, outputs, Floats.ORIGIN, targets, Floats.ORIGIN);
        }
        error(kernels, features, outputs, Floats.ORIGIN, targets, Floats.ORIGIN, lanes, 0, gradient, Floats.ORIGIN,
                lanes, 0);
    }
}
