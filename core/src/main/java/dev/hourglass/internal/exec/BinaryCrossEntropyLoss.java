package dev.hourglass.internal.exec;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Floats;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.layer.Activation;

/// Cross-entropy between features in 0..1 and the logistic function of the outputs.
record BinaryCrossEntropyLoss(int features) implements BlockLoss {
    @Override
    public void compute(Workspace workspace, int panel, int output, int target, int gradient) {
        int lanes = panel * Kernels.LANES;
        workspace.kernels.crossEntropy(
                features, workspace.memory, output, workspace.memory, target, workspace.sums.outputScale, lanes,
                workspace.memory, gradient,
                workspace.sums.blockLoss,
                lanes);
    }

    @Override
    public void turnBack(Workspace workspace, int output, int lanes) {
        workspace.forward.activate(Activation.SIGMOID, workspace.memory, output, features * lanes);
    }

    @Override
    public void warmUp(
            Kernels kernels, int features, float[] outputs, float[] targets, float[] gradient, float[] lanes) {
        kernels.crossEntropy(
                features, outputs, Floats.ORIGIN, targets, Floats.ORIGIN, lanes, 0, gradient, Floats.ORIGIN, lanes, 0);
    }
}
