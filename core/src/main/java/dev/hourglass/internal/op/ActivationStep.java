package dev.hourglass.internal.op;

import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Variable;
import dev.hourglass.spec.layer.Activation;

/// The activation that an op with weights ends with, and its way back.
final class ActivationStep {
    private final WeightedOp op;
    private final Buffer out;
    private final Buffer outGradient;
    private final boolean sumsBias;

    /// @param sumsBias whether the gradients of the biases are summed here
    ActivationStep(WeightedOp op, Variable out, boolean sumsBias) {
        this.op = op;
        this.out = out.value();
        this.outGradient = out.gradient();
        this.sumsBias = sumsBias;
    }

    /// What the kernels that write the output bound it by.
    float floor() {
        return op.activation() == Activation.RELU ? 0f : Float.NEGATIVE_INFINITY;
    }

    /// Applies what the kernels have not.
    void activate(Workspace workspace) {
        if (op.activation() == Activation.RELU || op.activation() == Activation.IDENTITY) {
            return;
        }
        for (int panel = 0; panel < workspace.panels(); panel++) {
            for (int y = 0; y < out.extent().height(); y++) {
                workspace.forward.activate(op.activation(), workspace.memory, out.at(panel, y, 0), out.row());
            }
        }
    }

    /// Turns the gradient of the activation's value into that of its argument, and adds it to the biases' while the row is
    /// in the cache.
    void derive(Workspace workspace) {
        var memory = workspace.memory;
        for (int panel = 0; panel < workspace.panels(); panel++) {
            for (int y = 0; y < out.extent().height(); y++) {
                int gradient = outGradient.at(panel, y, 0);
                workspace.kernels.derive(op.activation(), memory, out.at(panel, y, 0), memory, gradient, out.row());
                if (sumsBias) {
                    workspace.kernels.sum(
                            out.pixel(), out.extent().width(), memory, gradient, out.pixel(), workspace.gradients,
                            op.biasGradientAt());
                }
            }
        }
    }
}
