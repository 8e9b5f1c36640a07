package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Taps;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Extent;
import dev.hourglass.internal.layout.Halo;
import dev.hourglass.internal.layout.Phase;
import dev.hourglass.internal.layout.Variable;
import java.util.Arrays;
import java.util.List;

/// A convolution of each channel by itself: `y[c] = b[c] + sum over taps t of w[t][c] x[t][c]`. Going back, `dx` is the transpose of that,
/// `dw[t][c] = sum of x[t][c] dy[c]` and `db = dy`.
///
/// Samples are side by side, so a channel of 16 samples is one vector, and weights are spread over as many lanes.
///
/// @param columns of the kernel
/// @param forward what computes the output
/// @param backward what computes the input's gradient from the output's; none where no parameter comes before
/// @param parameters weights, `[tap][channel]`, then biases
public record DepthwiseOp(int columns, List<Phase> forward, List<Phase> backward, VectorParameters parameters)
        implements UnaryOp {
    public DepthwiseOp {
        forward = List.copyOf(forward);
        backward = List.copyOf(backward);
    }

    @Override
    public boolean hasParameters() {
        return true;
    }

    @Override
    public List<ParameterSlice> parameterSlices(List<Op> all) {
        return List.of(parameters);
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

    private static long multiplyAdds(List<Phase> phases, Extent source) {
        return Phase.connections(phases, source) * source.channels();
    }

    /// Biases and the weights of each tap, once for each lane.
    @Override
    public int forwardScratch(Extent input, Extent output, int lanes) {
        return (1 + parameters.size() / input.channels()) * input.channels() * lanes;
    }

    @Override
    public int scratch(Extent input, Extent output, int panels) {
        return forwardScratch(input, output, Kernels.LANES);
    }

    @Override
    public Executor on(Variable in, Variable out) {
        return new Filtering(this, in, out);
    }

    private record Filtering(DepthwiseOp op, Variable in, Variable out) implements Executor {
        private int channels() {
            return in.extent().channels();
        }

        private int biasAt() {
            return op.parameters.packedAt() + op.parameters.size() - channels();
        }

        @Override
        public void forward(Workspace workspace) {
            for (int i = 0; i < op.forward.size(); i++) {
                filter(workspace, op.forward.get(i), in.value(), out.value(), true);
            }
        }

        @Override
        public void backward(Workspace workspace) {
            for (int i = 0; i < op.backward.size(); i++) {
                filter(workspace, op.backward.get(i), out.gradient(), in.gradient(), false);
            }
        }

        private void filter(Workspace workspace, Phase phase, Buffer source, Buffer target, boolean hasBias) {
            spread(workspace, phase, source.lanes(), hasBias);
            var taps = taps(phase, source);
            for (int panel = 0; panel < workspace.panels(); panel++) {
                for (int row = 0; row < phase.rows().count(); row++) {
                    workspace.forward.filter(
                            taps, source.pixel(), phase.columns().count(),
                            phase.columns().sourceStep() * source.pixel(),
                            phase.columns().targetStep() * target.pixel(), workspace.memory,
                            phase.sourceAt(source, panel, row), workspace.scratchAt,
                            phase.targetAt(target, panel, row));
                }
            }
        }

        private static Taps taps(Phase phase, Buffer source) {
            return new Taps(
                    phase.rows().taps().size(), phase.columns().taps().size(), phase.rows().tapStep() * source.line(),
                    phase.columns().tapStep() * source.pixel());
        }

        /// Biases, or zeros, then the weights of a phase's taps.
        private void spread(Workspace workspace, Phase phase, int lanes, boolean hasBias) {
            int at = workspace.scratchAt;
            if (hasBias) {
                spread(workspace, biasAt(), lanes, at);
            } else {
                Arrays.fill(workspace.memory, at, at + channels() * lanes, 0);
            }
            var rows = phase.rows().taps();
            var columns = phase.columns().taps();
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < columns.size(); column++) {
                    at += channels() * lanes;
                    int tap = rows.get(row).getFirst() * op.columns + columns.get(column).getFirst();
                    spread(workspace, op.parameters.packedAt() + tap * channels(), lanes, at);
                }
            }
        }

        private void spread(Workspace workspace, int from, int lanes, int to) {
            for (int c = 0; c < channels(); c++) {
                Arrays.fill(workspace.memory, to + c * lanes, to + (c + 1) * lanes, workspace.packed[from + c]);
            }
        }

        @Override
        public void addWeightGradients(Workspace workspace) {
            for (int i = 0; i < op.forward.size(); i++) {
                addWeightGradients(workspace, op.forward.get(i));
            }
            addBiasGradients(workspace);
        }

        private void addWeightGradients(Workspace workspace, Phase phase) {
            var source = in.value();
            var gradient = out.gradient();
            var taps = taps(phase, source);
            for (int row = 0; row < taps.rows(); row++) {
                for (int column = 0; column < taps.columns(); column++) {
                    int tap = phase.rows().taps().get(row).getFirst() * op.columns
                            + phase.columns().taps().get(column).getFirst();
                    addTap(workspace, phase, source, gradient, row * taps.line() + column * taps.pixel(), tap);
                }
            }
        }

        private void addTap(Workspace workspace, Phase phase, Buffer source, Buffer gradient, int offset, int tap) {
            int result = op.parameters.gradientAt() + tap * source.pixel();
            for (int panel = 0; panel < workspace.panels(); panel++) {
                for (int y = 0; y < phase.rows().count(); y++) {
                    workspace.kernels.addProducts(
                            source.pixel(), phase.columns().count(), phase.columns().sourceStep() * source.pixel(),
                            phase.columns().targetStep() * gradient.pixel(), workspace.memory,
                            phase.sourceAt(source, panel, y) + offset, phase.targetAt(gradient, panel, y),
                            workspace.gradients, result);
                }
            }
        }

        private void addBiasGradients(Workspace workspace) {
            var gradient = out.gradient();
            int count = gradient.pixel();
            int sums = workspace.scratchAt;
            Arrays.fill(workspace.memory, sums, sums + count, 0);
            for (int panel = 0; panel < workspace.panels(); panel++) {
                for (int y = 0; y < gradient.extent().height(); y++) {
                    workspace.forward.addUp(count, gradient.extent().width(), count, workspace.memory,
                            gradient.at(panel, y, 0), sums);
                }
            }
            int result = op.parameters.gradientAt() + (op.parameters.size() - channels()) * Kernels.LANES;
            for (int i = 0; i < count; i++) workspace.gradients[result + i] += workspace.memory[sums + i];
        }
    }
}
