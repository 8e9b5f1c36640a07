package dev.hourglass.internal.exec;

import dev.hourglass.internal.kernel.Elementary;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Floats;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.layer.Activation;
import java.util.Optional;

/// Cross-entropy between features in 0..1 and the logistic function of the outputs.
///
/// Where features may be missing it is computed one by one: few columns of a table are of this kind, and so every kernel gives the
/// same bits.
record BinaryCrossEntropyLoss(int features, boolean allowsMissing) implements BlockLoss {
    private static final Activation INVERSE_LINK = Activation.SIGMOID;

    @Override
    public void compute(Workspace workspace, int panel, int output, int target, int gradient) {
        int lanes = panel * Kernels.LANES;
        if (allowsMissing) {
            computePresent(workspace, lanes, output, target, gradient);
            return;
        }
        workspace.kernels.crossEntropy(
                features, workspace.memory, output, workspace.memory, target, workspace.sums.outputScale, lanes,
                workspace.memory, gradient,
                workspace.sums.blockLoss,
                lanes);
    }

    private void computePresent(Workspace workspace, int lanes, int output, int target, int gradient) {
        var memory = workspace.memory;
        for (int i = 0; i < features * Kernels.LANES; i++) {
            int lane = lanes + i % Kernels.LANES;
            float wanted = memory[target + i];
            if (Float.isNaN(wanted)) {
                memory[gradient + i] = 0;
            } else {
                float logit = memory[output + i];
                workspace.sums.blockLoss[lane] += Elementary.crossEntropy(logit, wanted);
                memory[gradient + i] = (Elementary.sigmoid(logit) - wanted) * workspace.sums.outputScale[lane];
            }
        }
    }

    @Override
    public void turnBack(Workspace workspace, int output, int lanes) {
        workspace.forward.activate(INVERSE_LINK, workspace.memory, output, features * lanes);
    }

    @Override
    public Optional<Activation> inverseLink() {
        return Optional.of(INVERSE_LINK);
    }

    @Override
    public void warmUp(
            Kernels kernels, int features, float[] outputs, float[] targets, float[] gradient, float[] lanes) {
        if (allowsMissing) {
            return;
        }
        kernels.crossEntropy(
                features, outputs, Floats.ORIGIN, targets, Floats.ORIGIN, lanes, 0, gradient, Floats.ORIGIN, lanes, 0);
    }
}
