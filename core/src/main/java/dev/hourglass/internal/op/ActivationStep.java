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
        for (int panel = 0; panel < workspace.panels(); panel++) {
            activate(workspace, panel, 0, out.extent().height());
        }
    }

    private void activate(Workspace workspace, int panel, int from, int to) {
        if (op.activation() == Activation.RELU || op.activation() == Activation.IDENTITY) {
            return;
        }
        for (int y = from; y < to; y++) {
            workspace.forward.activate(op.activation(), workspace.memory, out.at(panel, y, 0), out.row());
        }
    }

    /// Turns the gradient of the activation's value into that of its argument, and adds it to the biases' while the row is
    /// in the cache.
    void derive(Workspace workspace) {
        for (int panel = 0; panel < workspace.panels(); panel++) {
            derive(workspace, panel, 0, out.extent().height());
        }
    }

    private void derive(Workspace workspace, int panel, int from, int to) {
        var memory = workspace.memory;
        for (int y = from; y < to; y++) {
            int gradient = outGradient.at(panel, y, 0);
            workspace.kernels.derive(op.activation(), memory, out.at(panel, y, 0), memory, gradient, out.row());
            if (sumsBias) {
                workspace.kernels.sum(
                        out.pixel(), out.extent().width(), memory, gradient, out.pixel(), workspace.gradients,
                        op.biasGradientAt());
            }
        }
    }

    /// A pass that computes the output, with [#activate] behind each band.
    BandPass behind(BandPass pass) {
        return RowPass.like(pass, (workspace, panel, band) -> {
            pass.run(workspace, panel, band, band + 1);
            activate(workspace, panel, pass.completesBefore(band), pass.completes(band));
        });
    }

    /// A pass that reads the output's gradient, with [#derive] before each band.
    BandPass before(BandPass pass) {
        return RowPass.like(pass, (workspace, panel, band) -> {
            derive(workspace, panel, pass.completesBefore(band), pass.completes(band));
            pass.run(workspace, panel, band, band + 1);
        });
    }
}
