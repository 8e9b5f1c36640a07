package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Packing;
import dev.hourglass.internal.kernel.Window;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.DenseGradientOperands;
import dev.hourglass.internal.layout.Extent;
import dev.hourglass.internal.layout.Halo;
import dev.hourglass.internal.layout.PackedWeights;
import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.internal.layout.Phase;
import dev.hourglass.internal.layout.Variable;
import dev.hourglass.internal.layout.WeightShape;
import dev.hourglass.spec.layer.Activation;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Dense layers and convolutions: `y = f(W x + b)`; `dx = W' dy`, `dW = dy x'`, `db = dy`, with `dy` taken before `f`.
///
/// A tied op is a dense one that reads the weights of another, `[out][in]`, and keeps its operands for it: what is an
/// input there is an output here.
///
/// @param weight `[rows][columns][in][out]`; a dense layer has one row and one column
/// @param forward what computes the output; together these phases write every pixel once
/// @param backward what computes the input's gradient from the output's; none where no parameter comes before
/// @param biasGradientAt where the gradients of the biases, 16 partial sums each, begin in an accumulation group's gradients
/// @param operands of a dense op, whose weight gradients are taken over the whole batch
/// @param packing of the weights and biases
/// @param isTied whether the weights belong to an op of the encoder
public record LinearOp(
        ParameterTensor weight,
        ParameterTensor bias,
        int biasGradientAt,
        WeightShape shape,
        Activation activation,
        List<Phase> forward,
        List<Phase> backward,
        Optional<DenseGradientOperands> operands,
        Packing packing,
        boolean isTied)
        implements WeightedOp {
    /// Places whose weight gradients are summed at a time.
    private static final int PLACES = 16;

    public LinearOp {
        forward = List.copyOf(forward);
        backward = List.copyOf(backward);
    }

    @Override
    public Halo inputHalo(Extent input) {
        return Phase.halo(forward, input);
    }

    @Override
    public Halo gradientHalo(Extent output) {
        return Phase.halo(backward, output);
    }

    @Override
    public ArithmeticWork work(Extent input, Extent output) {
        long once = multiplyAdds(forward, input);
        return new ArithmeticWork(once, once, multiplyAdds(backward, output));
    }

    private long multiplyAdds(List<Phase> phases, Extent source) {
        return Phase.connections(phases, source) * shape.inputs() * shape.outputs();
    }

    /// Transposed gradients of a few places and what they read, or the weight gradients of a slice.
    @Override
    public int scratch(Extent input, Extent output, int panels) {
        int outputs = Kernels.padded(output.channels());
        return operands.isPresent() ? outputs * shape.slice()
                : (outputs + shape.columns() * shape.inputs()) * PLACES * Kernels.LANES;
    }

    @Override
    public List<PackedWeights> forwardWeights() {
        return weights(forward);
    }

    @Override
    public List<PackedWeights> backwardWeights() {
        return weights(backward);
    }

    private List<PackedWeights> weights(List<Phase> phases) {
        return phases.stream().map(phase -> phase.weights(shape.columns())).toList();
    }

    @Override
    public Executor on(Variable in, Variable out) {
        return new Mapping(this, in, out);
    }

    private static final class Mapping implements DivisibleExecutor, RowReader {
        /// A phase between two buffers.
        ///
        /// @param compact the same with what each place reads side by side, where that is one run
        private record Walk(Phase phase, Window window, Window compact, boolean overPanels) {
            static Walk of(Phase phase, Buffer source, Buffer target) {
                var window = phase.window(source, target);
                boolean overPanels = phase.rows().count() == 1 && phase.columns().count() == 1;
                return new Walk(
                        phase, overPanels ? window.with(window.line(), source.panel(), target.panel()) : window,
                        window.with(0, window.run() * Kernels.LANES, 0), overPanels);
            }

            /// Whether no two places read the same, and each one run.
            private boolean isApart() {
                return window.rows() == 1 && window.sourceStep() >= compact.sourceStep();
            }
        }

        private final LinearOp op;
        private final Buffer in;
        private final Buffer out;
        private final Buffer inGradient;
        private final Buffer outGradient;
        private final List<Walk> forward;
        private final List<Walk> backward;
        private final List<Walk> weights;
        private final int parts;
        /// Of each part of a dense layer where its outputs begin.
        private final List<Integer> firstOutputs;
        private final ActivationStep activation;

        Mapping(LinearOp op, Variable in, Variable out) {
            this.op = op;
            this.in = in.value();
            this.out = out.value();
            this.inGradient = in.gradient();
            this.outGradient = out.gradient();
            this.forward = op.forward().stream().map(p -> Walk.of(p, this.in, this.out)).toList();
            this.backward = op.backward().stream().map(p -> Walk.of(p, outGradient, inGradient)).toList();
            this.weights = op.forward().stream().map(p -> Walk.of(p, this.in, outGradient)).toList();
            this.parts = op.parts(in, out);
            int outputs = out.extent().channels();
            this.firstOutputs = IntStream.rangeClosed(0, parts)
                    .mapToObj(part -> op.packing().startOfBlock(outputs * part / parts, outputs))
                    .toList();
            this.activation = new ActivationStep(op, out, op.operands().isEmpty() || op.isTied());
        }

        @Override
        public void forward(Workspace workspace) {
            for (int i = 0; i < forward.size(); i++) {
                correlate(workspace, forward.get(i), in, out, activation.floor());
            }
            finish(workspace);
        }

        /// A dense layer of samples that are one behind the other.
        @Override
        public boolean readsRows() {
            return in.lanes() == 1 && forward.size() == 1 && forward.getFirst().overPanels
                    && forward.getFirst().window.run() == in.panel() && out.row() == out.panel();
        }

        /// What is not finite leaves no sum of its sample finite. So the sums are looked at, before they are bounded, and the samples are not.
        @Override
        public boolean forward(Workspace workspace, float[] rows, int at) {
            var walk = forward.getFirst();
            int target = walk.phase.targetAt(out, 0, 0);
            int count = workspace.panels() * out.panel();
            workspace.forward.correlate(
                    walk.window, workspace.panels(), workspace.packed, walk.phase.packedAt(), rows, at,
                    workspace.memory, target, Float.NEGATIVE_INFINITY);
            if (!workspace.kernels.areFinite(workspace.memory, target, count)) {
                return false;
            }
            workspace.forward.activate(op.activation(), workspace.memory, target, count);
            return true;
        }

        @Override
        public int parts() {
            return parts;
        }

        @Override
        public void forwardPart(Workspace workspace, int part) {
            for (int i = 0; i < forward.size(); i++) {
                var walk = forward.get(i);
                if (walk.overPanels) {
                    correlateBlocks(workspace, walk, firstOutputs.get(part), firstOutputs.get(part + 1));
                } else {
                    int rows = walk.phase.rows().count();
                    correlateRows(
                            workspace, walk, in, out, activation.floor(), firstRow(part, rows),
                            firstRow(part + 1, rows));
                }
            }
        }

        @Override
        public void finish(Workspace workspace) {
            activation.activate(workspace);
        }

        /// Some blocks of outputs, of samples one behind the other.
        private void correlateBlocks(Workspace workspace, Walk walk, int from, int to) {
            var window = walk.window;
            if (from < to) {
                workspace.forward.correlate(
                        window.withOutputs(to - from), workspace.panels(),
                        workspace.packed,
                        walk.phase.packedAt() + op.packing().blockAt(from, window.rows() * window.run()),
                        workspace.memory, walk.phase.sourceAt(in, 0, 0),
                        workspace.memory, walk.phase.targetAt(out, 0, 0) + from, activation.floor());
            }
        }

        @Override
        public Optional<Bands> bands() {
            if (op.operands().isPresent() || !isOnePicture(forward)
                    || !(backward.isEmpty() || isOnePicture(backward))) {
                return Optional.empty();
            }
            var walk = forward.getFirst();
            var weight = weights.getFirst();
            return Bands.of(
                    activation,
                    pass(walk.phase, in, out, (workspace, panel, row) -> correlateRow(
                            workspace, walk, in, out, activation.floor(), panel, row)),
                    RowPass.of(
                            out.extent().height(),
                            (workspace, panel, row) -> addWeightGradients(
                                    workspace, weight, weight.phase.columns().count(), panel, row)),
                    backward.isEmpty() ? PanelPass.NONE
                            : pass(
                                    backward.getFirst().phase, outGradient, inGradient,
                                    (workspace, panel, row) -> correlateRow(
                                            workspace, backward.getFirst(), outGradient, inGradient,
                                            Float.NEGATIVE_INFINITY, panel, row)));
        }

        /// Whether they are one phase that writes every row of a picture.
        private static boolean isOnePicture(List<Walk> walks) {
            return walks.size() == 1 && !walks.getFirst().overPanels && walks.getFirst().phase.taps() > 0;
        }

        private static RowPass pass(Phase phase, Buffer source, Buffer target, RowPass.Task task) {
            int rows = target.extent().height();
            return new RowPass(
                    rows, row -> Math.clamp(phase.rows().readUpTo(row), 0, source.extent().height()), row -> row + 1,
                    task);
        }

        @Override
        public void addWeightGradients(Workspace workspace) {
            activation.derive(workspace);
            if (op.operands().isPresent()) {
                record(workspace, op.operands().get());
            } else {
                for (int i = 0; i < weights.size(); i++) {
                    addWeightGradients(workspace, weights.get(i));
                }
            }
        }

        @Override
        public void backward(Workspace workspace) {
            for (int i = 0; i < backward.size(); i++) {
                correlate(workspace, backward.get(i), outGradient, inGradient, Float.NEGATIVE_INFINITY);
            }
        }

        private static void correlate(Workspace workspace, Walk walk, Buffer source, Buffer target, float floor) {
            var memory = workspace.memory;
            var phase = walk.phase;
            if (walk.overPanels) {
                workspace.forward.correlate(
                        walk.window, workspace.panels(),
                        workspace.packed, phase.packedAt(),
                        memory, phase.sourceAt(source, 0, 0),
                        memory, phase.targetAt(target, 0, 0), floor);
                return;
            }
            correlateRows(workspace, walk, source, target, floor, 0, phase.rows().count());
        }

        private static void correlateRows(
                Workspace workspace, Walk walk, Buffer source, Buffer target, float floor, int from, int to) {
            for (int panel = 0; panel < workspace.panels(); panel++) {
                for (int row = from; row < to; row++) {
                    correlateRow(workspace, walk, source, target, floor, panel, row);
                }
            }
        }

        private static void correlateRow(
                Workspace workspace, Walk walk, Buffer source, Buffer target, float floor, int panel, int row) {
            var phase = walk.phase;
            workspace.forward.correlate(
                    walk.window, phase.columns().count(),
                    workspace.packed, phase.packedAt(),
                    workspace.memory, phase.sourceAt(source, panel, row),
                    workspace.memory, phase.targetAt(target, panel, row), floor);
        }

        /// What reads the weights from the other side has inputs and output gradients the other way round.
        private void record(Workspace workspace, DenseGradientOperands operands) {
            if (op.isTied()) {
                record(workspace, operands, outGradient, in, op.shape().inputs());
            } else {
                record(workspace, operands, in, outGradient, op.shape().outputs());
            }
        }

        private static void record(Workspace workspace, DenseGradientOperands operands, Buffer inputs, Buffer gradients,
                int outputs) {
            int row = inputs.pixel();
            for (int panel = 0; panel < workspace.panels(); panel++) {
                System.arraycopy(
                        workspace.memory, inputs.at(panel, 0, 0), workspace.denseOperands,
                        operands.inputsAt() + (workspace.batch.firstPanel + panel) * row, row);
            }
            int gradientsAt = operands.gradientsAt() + workspace.batch.firstPanel * Kernels.LANES * Kernels.LANES;
            workspace.kernels.transpose(
                    outputs, workspace.panels(), workspace.memory, gradients.at(0, 0, 0), gradients.panel(),
                    workspace.denseOperands,
                    gradientsAt, operands.block());
        }

        private void addWeightGradients(Workspace workspace, Walk walk) {
            var phase = walk.phase;
            if (phase.taps() == 0) {
                return;
            }
            if (walk.overPanels) {
                addWeightGradients(workspace, walk, workspace.panels(), 0, 0);
                return;
            }
            for (int panel = 0; panel < workspace.panels(); panel++) {
                for (int row = 0; row < phase.rows().count(); row++) {
                    addWeightGradients(workspace, walk, phase.columns().count(), panel, row);
                }
            }
        }

        private void addWeightGradients(Workspace workspace, Walk walk, int places, int panel, int row) {
            var memory = workspace.memory;
            var window = walk.window;
            int source = walk.phase.sourceAt(in, panel, row);
            int gradient = walk.phase.targetAt(outGradient, panel, row);
            int result = walk.phase.gradientAt();
            if (op.shape().gradientsInLanes()) {
                workspace.kernels.outerInLanes(window, places, memory, source, memory, gradient, workspace.gradients,
                        result);
                return;
            }
            for (int p = 0; p < places; p += PLACES) {
                addProducts(workspace, walk, Math.min(PLACES, places - p), source + p * window.sourceStep(),
                        gradient + p * window.targetStep(), result);
            }
        }

        /// Of places whose gradients the first cache holds. Runs that are apart are brought together before: tiles read a piece of each,
        /// and the processor foresees one long way through memory, but not many short ones.
        private static void addProducts(
                Workspace workspace, Walk walk, int places, int source, int gradient, int result) {
            var memory = workspace.memory;
            var window = walk.window;
            int block = places * Kernels.LANES * Kernels.LANES;
            int transposed = workspace.scratchAt;
            workspace.kernels.transpose(
                    window.outputs(), places, memory, gradient, window.targetStep(), memory, transposed, block);
            if (!walk.isApart()) {
                workspace.kernels.outer(
                        window, places, memory, source, memory, transposed, block, workspace.gradients, result);
                return;
            }
            int run = walk.compact.sourceStep();
            int copied = transposed + Kernels.padded(window.outputs()) * PLACES * Kernels.LANES;
            for (int p = 0; p < places; p++) {
                System.arraycopy(memory, source + p * window.sourceStep(), memory, copied + p * run, run);
            }
            workspace.kernels.outer(
                    walk.compact, places, memory, copied, memory, transposed, block, workspace.gradients, result);
        }
    }
}
