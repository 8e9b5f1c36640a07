package dev.hourglass.internal.engine;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Window;
import dev.hourglass.internal.graph.Buffer;
import dev.hourglass.internal.graph.Phase;
import dev.hourglass.internal.graph.Variable;
import dev.hourglass.internal.graph.Stage;
import dev.hourglass.internal.graph.DenseGradientOperands;
import dev.hourglass.spec.Activation;
import java.util.List;

/// Dense layers and convolutions: `y = f(W x + b)`; `dx = W' dy`, `dW = dy x'`, `db = dy`, with `dy` taken before `f`.
final class LinearStep implements Step {
    /// A phase between two buffers.
    private record Walk(Phase phase, Window window, boolean overPanels) {
        static Walk of(Phase phase, Buffer source, Buffer target) {
            var window = phase.window(source, target);
            boolean overPanels = phase.rows().count() == 1 && phase.columns().count() == 1;
            return new Walk(
                    phase, overPanels ? window.with(window.line(), source.panel(), target.panel()) : window,
                    overPanels);
        }
    }

    private final Stage.Linear stage;
    private final Buffer in;
    private final Buffer out;
    private final Buffer inGradient;
    private final Buffer outGradient;
    private final List<Walk> forward;
    private final List<Walk> backward;
    private final List<Walk> weights;
    private final float floor;

    LinearStep(Stage.Linear stage, Variable in, Variable out) {
        this.stage = stage;
        this.in = in.value();
        this.out = out.value();
        this.inGradient = in.gradient();
        this.outGradient = out.gradient();
        this.forward = stage.forward().stream().map(p -> Walk.of(p, this.in, this.out)).toList();
        this.backward = stage.backward().stream().map(p -> Walk.of(p, outGradient, inGradient)).toList();
        this.weights = stage.forward().stream().map(p -> Walk.of(p, this.in, outGradient)).toList();
        this.floor = stage.activation() == Activation.RELU ? 0f : Float.NEGATIVE_INFINITY;
    }

    @Override
    public void forward(Shard shard) {
        for (int i = 0; i < forward.size(); i++) {
            correlate(shard, forward.get(i), in, out, floor);
        }
        if (stage.activation() == Activation.RELU || stage.activation() == Activation.IDENTITY) {
            return;
        }
        for (int panel = 0; panel < shard.panels(); panel++) {
            for (int y = 0; y < out.extent().height(); y++) {
                shard.forward.activate(stage.activation(), shard.memory, out.at(panel, y, 0), out.row());
            }
        }
    }

    @Override
    public void addWeightGradients(Shard shard) {
        passActivation(shard);
        if (stage.tape().isPresent()) {
            record(shard, stage.tape().get());
        } else {
            for (int i = 0; i < weights.size(); i++) {
                addWeightGradients(shard, weights.get(i));
            }
        }
    }

    @Override
    public void backward(Shard shard) {
        for (int i = 0; i < backward.size(); i++) {
            correlate(shard, backward.get(i), outGradient, inGradient, Float.NEGATIVE_INFINITY);
        }
    }

    private static void correlate(Shard shard, Walk walk, Buffer source, Buffer target, float floor) {
        var memory = shard.memory;
        var phase = walk.phase;
        if (walk.overPanels) {
            shard.forward.correlate(
                    walk.window, shard.panels(),
                    shard.packed, phase.packedAt(),
                    memory, phase.sourceAt(source, 0, 0),
                    memory, phase.targetAt(target, 0, 0), floor);
            return;
        }
        for (int panel = 0; panel < shard.panels(); panel++) {
            for (int row = 0; row < phase.rows().count(); row++) {
                shard.forward.correlate(
                        walk.window, phase.columns().count(),
                        shard.packed, phase.packedAt(),
                        memory, phase.sourceAt(source, panel, row),
                        memory, phase.targetAt(target, panel, row), floor);
            }
        }
    }

    /// Turns the gradient of the activation's value into that of its argument, and adds it to the biases' while the row is
    /// in the cache.
    private void passActivation(Shard shard) {
        var memory = shard.memory;
        for (int panel = 0; panel < shard.panels(); panel++) {
            for (int y = 0; y < out.extent().height(); y++) {
                int gradient = outGradient.at(panel, y, 0);
                shard.kernels.derive(stage.activation(), memory, out.at(panel, y, 0), memory, gradient, out.row());
                if (stage.tape().isEmpty() || stage.isTied()) {
                    shard.kernels.sum(
                            out.pixel(), out.extent().width(), memory, gradient, out.pixel(), shard.gradients,
                            stage.biasGradientAt());
                }
            }
        }
    }

    /// What reads the weights from the other side has inputs and output gradients the other way round.
    private void record(Shard shard, DenseGradientOperands tape) {
        if (stage.isTied()) {
            record(shard, tape, outGradient, in, stage.kernel().inputs());
        } else {
            record(shard, tape, in, outGradient, stage.kernel().outputs());
        }
    }

    private static void record(Shard shard, DenseGradientOperands tape, Buffer inputs, Buffer gradients, int outputs) {
        int row = inputs.pixel();
        for (int panel = 0; panel < shard.panels(); panel++) {
            System.arraycopy(
                    shard.memory, inputs.at(panel, 0, 0), shard.tapes,
                    tape.inputsAt() + (shard.firstPanel + panel) * row, row);
        }
        int gradientsAt = tape.gradientsAt() + shard.firstPanel * Kernels.LANES * Kernels.LANES;
        shard.kernels.transpose(
                outputs, shard.panels(), shard.memory, gradients.at(0, 0, 0), gradients.panel(), shard.tapes,
                gradientsAt, tape.block());
    }

    private void addWeightGradients(Shard shard, Walk walk) {
        var phase = walk.phase;
        if (phase.taps() == 0) {
            return;
        }
        if (walk.overPanels) {
            addWeightGradients(shard, walk, shard.panels(), 0, 0);
            return;
        }
        for (int panel = 0; panel < shard.panels(); panel++) {
            for (int row = 0; row < phase.rows().count(); row++) {
                addWeightGradients(shard, walk, phase.columns().count(), panel, row);
            }
        }
    }

    private void addWeightGradients(Shard shard, Walk walk, int places, int panel, int row) {
        var memory = shard.memory;
        var window = walk.window;
        int source = walk.phase.sourceAt(in, panel, row);
        int gradient = walk.phase.targetAt(outGradient, panel, row);
        int result = walk.phase.gradientAt();
        if (stage.kernel().gradientsInLanes()) {
            shard.kernels.outerInLanes(window, places, memory, source, memory, gradient, shard.gradients, result);
            return;
        }
        int block = places * Kernels.LANES * Kernels.LANES;
        int transposed = shard.scratchAt;
        shard.kernels.transpose(window.outputs(), places, memory, gradient, window.targetStep(), memory, transposed,
                block);
        shard.kernels.outer(window, places, memory, source, memory, transposed, block, shard.gradients, result);
    }
}
