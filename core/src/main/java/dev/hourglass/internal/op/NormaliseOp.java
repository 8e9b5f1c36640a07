package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Extent;
import dev.hourglass.internal.layout.Variable;
import java.util.Arrays;
import java.util.List;

/// `y = w n + b` for each channel, with `n = (x - m) r`, `m` the mean of a sample's numbers in a region and
/// `r = 1 / sqrt(variance + epsilon)` (Ba et al. 2016; Wu and He 2018). With `g = w dy`, `dx = r (g - mean of g - n mean of (g n))`,
/// `dw = dy n` and `db = dy`.
///
/// A region is a group of neighbouring channels, of one pixel or of all. Sums go along the rows, channel by channel, then over the rows,
/// then over the channels, so a sample has the same bits in any panel.
///
/// @param groups of channels
/// @param isOfPixels whether each pixel has regions of its own
public record NormaliseOp(int groups, boolean isOfPixels, float epsilon, VectorParameters parameters)
        implements UnaryOp {
    /// Numbers of every channel and lane that the scratch has room for.
    private static final int PARTS = 8;
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
        return forwardScratch(input, output, Kernels.LANES);
    }

    @Override
    public Executor on(Variable in, Variable out) {
        return new Normalising(this, in, out);
    }

    private static final class Normalising implements Executor {
        private final NormaliseOp op;
        private final Buffer in;
        private final Buffer out;
        private final Buffer inGradient;
        private final Buffer outGradient;
        /// Rows, columns and channels of a region.
        private final int rows;
        private final int columns;
        private final int channels;
        /// Floats of a pixel, all regions side by side.
        private final int run;
        /// Neighbouring pixels at a time, of a row of a region.
        private final int step;
        private final float share;
        private final Task forward = this::normalise;
        private final Task backward = this::goBack;

        Normalising(NormaliseOp op, Variable in, Variable out) {
            this.op = op;
            this.in = in.value();
            this.out = out.value();
            this.inGradient = in.gradient();
            this.outGradient = out.gradient();
            var extent = in.extent();
            this.rows = op.isOfPixels ? 1 : extent.height();
            this.columns = op.isOfPixels ? 1 : extent.width();
            this.channels = extent.channels() / op.groups;
            this.run = extent.channels() * this.in.lanes();
            this.step = Math.clamp(CACHE / run, 1, columns);
            this.share = 1f / ((float) rows * columns * channels);
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
            setStatistics(workspace, panel, y, x);
            for (int c = 0; c < in.extent().channels(); c++) {
                float weight = workspace.packed[op.parameters.packedAt() + c];
                float bias = workspace.packed[op.parameters.packedAt() + in.extent().channels() + c];
                for (int i = c * in.lanes(); i < (c + 1) * in.lanes(); i++) {
                    memory[scales + i] *= weight;
                    memory[shifts + i] = bias;
                }
            }
            for (int row = y; row < y + rows; row++) {
                for (int column = x; column < x + columns; column += step) {
                    workspace.forward.normalise(run, count(x, column), in.pixel(), out.pixel(), memory,
                            in.at(panel, row, column), out.at(panel, row, column), means, scales, shifts);
                }
            }
        }

        /// Pixels from a column on that are gone through next.
        private int count(int x, int column) {
            return Math.min(step, x + columns - column);
        }

        /// Sets parts 0 and 1 to mean and `r`, for every channel of a region alike; uses parts 2 and 3.
        private void setStatistics(Workspace workspace, int panel, int y, int x) {
            var memory = workspace.memory;
            int means = part(workspace, 0);
            int scales = part(workspace, 1);
            int sums = part(workspace, 2);
            int line = part(workspace, 3);
            Arrays.fill(memory, sums, sums + run, 0);
            for (int row = y; row < y + rows; row++) {
                Arrays.fill(memory, line, line + run, 0);
                for (int column = x; column < x + columns; column += step) {
                    workspace.forward.addUp(
                            run, count(x, column), in.pixel(), memory, in.at(panel, row, column), line);
                }
                add(memory, line, sums);
            }
            spread(memory, sums, means, in.lanes());
            Arrays.fill(memory, sums, sums + run, 0);
            for (int row = y; row < y + rows; row++) {
                Arrays.fill(memory, line, line + run, 0);
                for (int column = x; column < x + columns; column += step) {
                    workspace.forward.addSquares(
                            run, count(x, column), in.pixel(), memory, in.at(panel, row, column), means, line);
                }
                add(memory, line, sums);
            }
            spread(memory, sums, scales, in.lanes());
            for (int i = scales; i < scales + run; i++) {
                memory[i] = 1 / (float) Math.sqrt(memory[i] + op.epsilon);
            }
        }

        private void add(float[] memory, int from, int to) {
            for (int i = 0; i < run; i++) memory[to + i] += memory[from + i];
        }

        /// The mean of each lane over all channels of a region, of sums over pixels, in the place of every channel.
        private void spread(float[] memory, int sums, int means, int lanes) {
            int region = channels * lanes;
            for (int first = 0; first < run; first += region) {
                int mean = means + first;
                System.arraycopy(memory, sums + first, memory, mean, lanes);
                for (int i = lanes; i < region; i += lanes) {
                    for (int lane = 0; lane < lanes; lane++) {
                        memory[mean + lane] += memory[sums + first + i + lane];
                    }
                }
                for (int lane = 0; lane < lanes; lane++) memory[mean + lane] *= share;
                for (int i = lanes; i < region; i += lanes) System.arraycopy(memory, mean, memory, mean + i, lanes);
            }
        }

        /// Both passes are one, because both need the same statistics; the input's gradient is written where it is wanted.
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
            setStatistics(workspace, panel, y, x);
            int biasSums = part(workspace, 2);
            int weightSums = part(workspace, 3);
            int weights = part(workspace, 4);
            int gradients = part(workspace, 5);
            int products = part(workspace, 6);
            Arrays.fill(memory, biasSums, biasSums + 2 * run, 0);
            for (int row = y; row < y + rows; row++) {
                for (int column = x; column < x + columns; column += step) {
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
            spread(memory, biasSums, gradients, Kernels.LANES);
            spread(memory, weightSums, products, Kernels.LANES);
            for (int row = y; row < y + rows; row++) {
                for (int column = x; column < x + columns; column += step) {
                    workspace.kernels.normaliseGradient(
                            run, count(x, column), in.pixel(), outGradient.pixel(), inGradient.pixel(), memory,
                            in.at(panel, row, column), outGradient.at(panel, row, column),
                            inGradient.at(panel, row, column), means, scales, weights, gradients, products);
                }
            }
        }
    }
}
