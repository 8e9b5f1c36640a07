package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Extent;
import dev.hourglass.internal.layout.Variable;
import dev.hourglass.spec.layer.Activation;
import java.util.Arrays;
import java.util.List;

/// `y = f(w n + b)` for each channel, with `n = (x - m) r`, `m` the mean of a sample's numbers in a region and
/// `r = 1 / sqrt(variance + epsilon)` (Ba et al. 2016; Wu and He 2018). With `d = dy f'` and `g = w d`,
/// `dx = r (g - mean of g - n mean of (g n))`, `dw = d n` and `db = d`.
///
/// A region is a group of neighbouring channels, of one pixel or of all. A second output keeps `m` and `r` of each region for the way
/// back ([RegionStatistics]).
///
/// @param groups of channels
/// @param isOfPixels whether each pixel has regions of its own
public record NormaliseOp(
        int groups, boolean isOfPixels, float epsilon, VectorParameters parameters, Activation activation)
        implements Op {
    /// Numbers of every channel and lane that the scratch has room for.
    private static final int PARTS = 7;
    /// Floats that are gone through several times, which a core's first cache holds.
    private static final int CACHE = 1 << 12;

    @Override
    public boolean hasParameters() {
        return true;
    }

    @Override
    public List<ParameterSlice> parameterSlices(List<Op> all) {
        return List.of(parameters);
    }

    @Override
    public int forwardScratch(Extent input, Extent output, int lanes) {
        return PARTS * input.channels() * lanes;
    }

    @Override
    public int scratch(Extent input, Extent output, int panels) {
        int run = input.channels() * Kernels.LANES;
        return forwardScratch(input, output, Kernels.LANES) + Math.max(CACHE, run);
    }

    /// The extent of the second output.
    public Extent statistics(Extent input) {
        return new Extent(isOfPixels ? input.height() : 1, isOfPixels ? input.width() : 1, 2 * groups);
    }

    @Override
    public Executor on(List<Variable> inputs, List<Variable> outputs) {
        return new Normalising(this, inputs.getFirst(), outputs.getFirst(), outputs.getLast().value());
    }

    private static final class Normalising implements Executor {
        private final NormaliseOp op;
        private final Buffer in;
        private final Buffer out;
        private final Buffer inGradient;
        private final Buffer outGradient;
        /// Rows and columns of a region.
        private final int rows;
        private final int columns;
        /// Floats of a pixel, all regions side by side.
        private final int run;
        /// Neighbouring pixels at a time, of a row of a region.
        private final int step;
        private final RegionStatistics statistics;
        private final Task forward = this::normalise;
        private final Task backward = this::goBack;

        Normalising(NormaliseOp op, Variable in, Variable out, Buffer kept) {
            this.op = op;
            this.in = in.value();
            this.out = out.value();
            this.inGradient = in.gradient();
            this.outGradient = out.gradient();
            var extent = in.extent();
            this.rows = op.isOfPixels ? 1 : extent.height();
            this.columns = op.isOfPixels ? 1 : extent.width();
            this.run = extent.channels() * this.in.lanes();
            this.step = Math.clamp(CACHE / run, 1, columns);
            this.statistics = new RegionStatistics(this.in, kept, op.groups, rows, columns, step, op.epsilon);
        }

        /// What is done with the regions of all groups, which begin at a pixel.
        private interface Task {
            void run(Workspace workspace, int panel, int y, int x);
        }

        private void forEach(Workspace workspace, Task task) {
            for (int panel = 0; panel < workspace.panels(); panel++) {
                for (int y = 0; y < in.extent().height(); y += rows) {
                    for (int x = 0; x < in.extent().width(); x += columns) {
                        task.run(workspace, panel, y, x);
                    }
                }
            }
        }

        @Override
        public void forward(Workspace workspace) {
            forEach(workspace, forward);
        }

        /// Parts of the scratch, each of a number for every channel and lane.
        private int part(Workspace workspace, int index) {
            return workspace.scratchAt + index * run;
        }

        private void normalise(Workspace workspace, int panel, int y, int x) {
            var memory = workspace.memory;
            int means = part(workspace, 0);
            int scales = part(workspace, 1);
            int shifts = part(workspace, 2);
            statistics.compute(workspace, panel, y, x);
            statistics.load(workspace, panel, y, x, means, scales);
            setLine(workspace, scales, scales, shifts);
            for (int row = y + rows - 1; row >= y; row--) { // from what a cache still has
                for (int column = x; column < x + columns; column += step) {
                    int pixels = count(x, column);
                    int at = out.at(panel, row, column);
                    workspace.forward.normalise(run, pixels, in.pixel(), out.pixel(), memory,
                            in.at(panel, row, column), at, means, scales, shifts);
                    workspace.forward.activate(op.activation, memory, at, pixels * run);
                }
            }
        }

        /// Sets scales to `w r` and shifts to `b`, for every channel and lane.
        ///
        /// @param from where `r` is
        private void setLine(Workspace workspace, int from, int scales, int shifts) {
            var memory = workspace.memory;
            int weightAt = op.parameters.packedAt();
            int biasAt = weightAt + in.extent().channels();
            for (int c = 0; c < in.extent().channels(); c++) {
                float weight = workspace.packed[weightAt + c];
                float bias = workspace.packed[biasAt + c];
                for (int i = c * in.lanes(); i < (c + 1) * in.lanes(); i++) {
                    memory[scales + i] = memory[from + i] * weight;
                    memory[shifts + i] = bias;
                }
            }
        }

        /// Pixels from a column on that are gone through next.
        private int count(int x, int column) {
            return Math.min(step, x + columns - column);
        }

        /// Both passes are one, because the input's gradient needs the sums of the other; it is written where it is wanted.
        @Override
        public void addWeightGradients(Workspace workspace) {
            forEach(workspace, backward);
        }

        @Override
        public void backward(Workspace workspace) {} // was done with the weights' gradients

        private void goBack(Workspace workspace, int panel, int y, int x) {
            var memory = workspace.memory;
            int means = part(workspace, 0);
            int scales = part(workspace, 1);
            statistics.load(workspace, panel, y, x, means, scales);
            int biasSums = part(workspace, 2);
            int weightSums = part(workspace, 3);
            int weights = part(workspace, 4);
            int gradients = part(workspace, 5);
            int products = part(workspace, 6);
            // until the sums are there, these two have room for what the argument of the activation is computed with
            setLine(workspace, scales, gradients, products);
            Arrays.fill(memory, biasSums, biasSums + 2 * run, 0);
            for (int row = y; row < y + rows; row++) {
                for (int column = x; column < x + columns; column += step) {
                    derive(workspace, panel, row, column, count(x, column), gradients, products);
                    workspace.kernels.addNormalised(
                            run, count(x, column), in.pixel(), outGradient.pixel(), memory,
                            in.at(panel, row, column), outGradient.at(panel, row, column), means, scales, biasSums,
                            weightSums);
                }
            }
            int all = in.extent().channels();
            for (int c = 0; c < all; c++) {
                float weight = workspace.packed[op.parameters.packedAt() + c];
                int weightAt = op.parameters.gradientAt() + c * Kernels.LANES;
                int biasAt = weightAt + all * Kernels.LANES;
                for (int lane = 0; lane < Kernels.LANES; lane++) {
                    int i = c * Kernels.LANES + lane;
                    workspace.gradients[weightAt + lane] += memory[weightSums + i];
                    workspace.gradients[biasAt + lane] += memory[biasSums + i];
                    memory[weights + i] = weight;
                    memory[biasSums + i] *= weight;
                    memory[weightSums + i] *= weight;
                }
            }
            statistics.setMeans(memory, rows * columns, biasSums, gradients);
            statistics.setMeans(memory, rows * columns, weightSums, products);
            for (int row = y + rows - 1; row >= y; row--) {
                for (int column = x; column < x + columns; column += step) {
                    workspace.kernels.normaliseGradient(
                            run, count(x, column), in.pixel(), outGradient.pixel(), inGradient.pixel(), memory,
                            in.at(panel, row, column), outGradient.at(panel, row, column),
                            inGradient.at(panel, row, column), means, scales, weights, gradients, products);
                }
            }
        }

        /// Turns the output's gradient, of neighbouring pixels, into that of the activation's argument.
        private void derive(
                Workspace workspace, int panel, int row, int column, int pixels, int scales, int shifts) {
            if (op.activation == Activation.IDENTITY) {
                return;
            }
            var memory = workspace.memory;
            int known = out.at(panel, row, column);
            if (Kernels.derivesFromArgument(op.activation)) {
                known = part(workspace, PARTS);
                workspace.forward.normalise(run, pixels, in.pixel(), run, memory, in.at(panel, row, column), known,
                        part(workspace, 0), scales, shifts);
            }
            workspace.kernels.derive(
                    op.activation, memory, known, memory, outGradient.at(panel, row, column), pixels * run);
        }
    }
}
