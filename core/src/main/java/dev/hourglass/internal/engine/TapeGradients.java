package dev.hourglass.internal.engine;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Window;
import dev.hourglass.internal.graph.Stage;
import dev.hourglass.internal.graph.DenseGradientOperands;
import java.util.Arrays;
import java.util.List;

/// The gradients of a dense stage, each summed over the samples of a batch in their order: `dW = x' dy`, `db = 1' dy`. Where
/// a tied stage reads the same weights, its samples come after.
final class TapeGradients implements WeightGradients {
    /// Panels of which a tile's inputs and gradients fit into a core's first-level cache.
    private static final int PANELS = 8;

    private final Stage.Linear stage;
    private final List<DenseGradientOperands> tapes;
    private final int inputs;
    private final int outputs;
    private final int padded;
    private final Window slice;
    private final Window lastSlice;

    /// @param tapes of the stage and, where there is one, of the stage that is tied to it
    TapeGradients(Stage.Linear stage, List<DenseGradientOperands> tapes) {
        this.stage = stage;
        this.tapes = tapes;
        this.inputs = stage.kernel().inputs();
        this.outputs = stage.kernel().outputs();
        this.padded = Kernels.padded(outputs);
        int length = stage.kernel().slice();
        this.slice = window(Math.min(length, inputs));
        this.lastSlice = window(inputs - (inputs - 1) / length * length);
    }

    @Override
    public void setBias(Passed passed, Shard worker, float[] gradient) {
        int at = stage.bias().offset();
        var tape = tapes.getFirst();
        Arrays.fill(gradient, at, at + outputs, 0);
        worker.kernels.sumSamples(outputs, passed.panels * tape.passes(), passed.tapes, tape.gradientsAt(),
                tape.block(), gradient, at);
    }

    @Override
    public void setInputs(Passed passed, Shard worker, float[] gradient, int from, int to) {
        int at = stage.weight().offset() + from * outputs;
        int length = (to - from) * outputs;
        if (padded == outputs) {
            Arrays.fill(gradient, at, at + length, 0);
            addInputs(passed, worker.kernels, gradient, at, from, to);
            return;
        }
        var scratch = worker.memory;
        Arrays.fill(scratch, worker.scratchAt, worker.scratchAt + (to - from) * padded, 0);
        addInputs(passed, worker.kernels, scratch, worker.scratchAt, from, to);
        for (int i = 0; i < to - from; i++) {
            System.arraycopy(scratch, worker.scratchAt + i * padded, gradient, at + i * outputs, outputs);
        }
    }

    private void addInputs(Passed passed, Kernels kernels, float[] sums, int at, int from, int to) {
        for (int i = 0; i < tapes.size(); i++) {
            addInputs(passed, tapes.get(i), kernels, sums, at, from, to);
        }
    }

    private void addInputs(Passed passed, DenseGradientOperands tape, Kernels kernels, float[] sums, int at, int from, int to) {
        var window = to == inputs ? lastSlice : slice;
        int panels = passed.panels * tape.passes();
        for (int panel = 0; panel < panels; panel += PANELS) {
            kernels.outer(
                    window, Math.min(PANELS, panels - panel),
                    passed.tapes, tape.inputsAt() + (panel * inputs + from) * Kernels.LANES,
                    passed.tapes, tape.gradientsAt() + panel * Kernels.LANES * Kernels.LANES, tape.block(),
                    sums, at);
        }
    }

    /// The inputs of a slice, at panels as places.
    private Window window(int run) {
        return new Window(1, run, outputs, 0, inputs * Kernels.LANES, 0);
    }
}
