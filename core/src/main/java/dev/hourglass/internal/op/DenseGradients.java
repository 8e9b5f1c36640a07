package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Window;
import dev.hourglass.internal.layout.DenseGradientOperands;
import java.util.Arrays;
import java.util.List;

/// The gradients of a dense op, each summed over the samples of a batch in their order: `dW = x' dy`, `db = 1' dy`. Where
/// a tied op reads the same weights, its samples come after.
final class DenseGradients implements WeightGradients {
    /// Panels of which a tile's inputs and gradients fit into a core's first-level cache.
    private static final int PANELS = 8;

    private final WeightedOp op;
    private final List<DenseGradientOperands> operands;
    private final int inputs;
    private final int outputs;
    private final int padded;
    private final Window slice;
    private final Window lastSlice;

    /// @param operands of the op and, where there is one, of the op that is tied to it
    DenseGradients(WeightedOp op, List<DenseGradientOperands> operands) {
        this.op = op;
        this.operands = operands;
        this.inputs = op.shape().inputs();
        this.outputs = op.shape().outputs();
        this.padded = Kernels.padded(outputs);
        int length = op.shape().slice();
        this.slice = window(Math.min(length, inputs));
        this.lastSlice = window(inputs - (inputs - 1) / length * length);
    }

    @Override
    public void setBias(Gradients gradients, Workspace worker, float[] gradient) {
        int at = op.bias().offset();
        var of = operands.getFirst();
        Arrays.fill(gradient, at, at + outputs, 0);
        worker.kernels.sumSamples(outputs, gradients.panels * of.passes(), gradients.denseOperands, of.gradientsAt(),
                of.block(), gradient, at);
    }

    @Override
    public void setInputs(Gradients gradients, Workspace worker, float[] gradient, int from, int to) {
        int at = op.weight().offset() + from * outputs;
        int length = (to - from) * outputs;
        if (padded == outputs) {
            Arrays.fill(gradient, at, at + length, 0);
            addInputs(gradients, worker.kernels, gradient, at, from, to);
            return;
        }
        var scratch = worker.memory;
        Arrays.fill(scratch, worker.scratchAt, worker.scratchAt + (to - from) * padded, 0);
        addInputs(gradients, worker.kernels, scratch, worker.scratchAt, from, to);
        for (int i = 0; i < to - from; i++) {
            System.arraycopy(scratch, worker.scratchAt + i * padded, gradient, at + i * outputs, outputs);
        }
    }

    private void addInputs(Gradients gradients, Kernels kernels, float[] sums, int at, int from, int to) {
        for (int i = 0; i < operands.size(); i++) {
            addInputs(gradients, operands.get(i), kernels, sums, at, from, to);
        }
    }

    private void addInputs(Gradients gradients, DenseGradientOperands of, Kernels kernels, float[] sums, int at,
            int from, int to) {
        var window = to == inputs ? lastSlice : slice;
        int panels = gradients.panels * of.passes();
        for (int panel = 0; panel < panels; panel += PANELS) {
            kernels.outer(
                    window, Math.min(PANELS, panels - panel),
                    gradients.denseOperands, of.inputsAt() + (panel * inputs + from) * Kernels.LANES,
                    gradients.denseOperands, of.gradientsAt() + panel * Kernels.LANES * Kernels.LANES, of.block(),
                    sums, at);
        }
    }

    /// The inputs of a slice, at panels as places.
    private Window window(int run) {
        return new Window(1, run, outputs, 0, inputs * Kernels.LANES, 0);
    }
}
