package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Extent;
import dev.hourglass.internal.layout.Variable;
import dev.hourglass.spec.layer.Activation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// `y = f(w n + b)` for each channel, with `n = (x - m) r`, `m` the mean of a sample's numbers in a region and
/// `r = 1 / sqrt(variance + epsilon)` (Ba et al. 2016; Wu and He 2018). With `d = dy f'` and `g = w d`,
/// `dx = r (g - mean of g - n mean of (g n))`, `dw = d n` and `db = d`.
///
/// A region is a group of neighbouring channels, of one pixel or of all. A second output keeps `m` and `r` of each region for the way
/// back ([RegionStatistics]); a third is room for sums, which must stay while other operations take their turns ([BandPass]).
///
/// @param groups of channels
/// @param isOfPixels whether each pixel has regions of its own
public record NormaliseOp(
        int groups, boolean isOfPixels, float epsilon, VectorParameters parameters, Activation activation)
        implements Op {
    /// Numbers of every channel and lane that there is room for, by their places: `m`, `r` or `w r`, and on the way back sums and means.
    private static final int MEANS = 0;
    private static final int SCALES = 1;
    private static final int SHIFTS = 2;
    private static final int BIAS_SUMS = 2;
    private static final int WEIGHT_SUMS = 3;
    private static final int WEIGHTS = 4;
    private static final int GRADIENTS = 5;
    private static final int PRODUCTS = 6;
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

    /// The extent of the second output.
    public Extent statistics(Extent input) {
        return new Extent(isOfPixels ? input.height() : 1, isOfPixels ? input.width() : 1, 2 * groups);
    }

    /// The extent of the third output.
    public Extent room(Extent input) {
        return new Extent(1, 1, PARTS * input.channels() + Math.max(CACHE / Kernels.LANES, input.channels()));
    }

    @Override
    public Executor on(List<Variable> inputs, List<Variable> outputs) {
        return new Normalising(
                this, inputs.getFirst(), outputs.getFirst(), outputs.get(1).value(), outputs.getLast().value());
    }

    private static final class Normalising implements Executor {
        private final NormaliseOp op;
        private final Buffer in;
        private final Buffer out;
        private final Buffer inGradient;
        private final Buffer outGradient;
        private final Buffer room;
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

        Normalising(NormaliseOp op, Variable in, Variable out, Buffer kept, Buffer room) {
            this.op = op;
            this.in = in.value();
            this.out = out.value();
            this.inGradient = in.gradient();
            this.outGradient = out.gradient();
            this.room = room;
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

        /// Of regions that are as large as the picture.
        @Override
        public Optional<Bands> bands() {
            return op.isOfPixels ? Optional.empty()
                    : Optional.of(new Bands(
                            List.of(RowPass.of(rows, this::addRow), RowPass.ofAll(rows, this::normaliseRow)),
                            List.of(RowPass.of(rows, this::sumRow)),
                            List.of(RowPass.ofAll(rows, this::goBackRow))));
        }

        private void addRow(Workspace workspace, int panel, int row) {
            statistics.add(workspace, panel, 0, 0, row, part(panel, MEANS));
        }

        private void normaliseRow(Workspace workspace, int panel, int row) {
            if (row == 0) {
                statistics.finish(workspace, panel, 0, 0, part(panel, MEANS));
                beginNormalising(workspace, panel, 0, 0);
            }
            normaliseAlong(workspace, panel, row, 0);
        }

        private void sumRow(Workspace workspace, int panel, int row) {
            if (row == 0) {
                beginSums(workspace, panel, 0, 0);
            }
            addToSums(workspace, panel, row, 0);
        }

        private void goBackRow(Workspace workspace, int panel, int row) {
            if (row == 0) {
                finishSums(workspace, panel);
            }
            goBackAlong(workspace, panel, row, 0);
        }

        @Override
        public void forward(Workspace workspace) {
            forEach(workspace, forward);
        }

        /// Parts of the room, each of a number for every channel and lane.
        private int part(int panel, int index) {
            return room.at(panel, 0, 0) + index * run;
        }

        private void normalise(Workspace workspace, int panel, int y, int x) {
            statistics.compute(workspace, panel, y, x, part(panel, MEANS));
            beginNormalising(workspace, panel, y, x);
            for (int row = y + rows - 1; row >= y; row--) { // from what a cache still has
                normaliseAlong(workspace, panel, row, x);
            }
        }

        private void beginNormalising(Workspace workspace, int panel, int y, int x) {
            int scales = part(panel, SCALES);
            statistics.load(workspace, panel, y, x, part(panel, MEANS), scales);
            setLine(workspace, scales, scales, part(panel, SHIFTS));
        }

        private void normaliseAlong(Workspace workspace, int panel, int row, int x) {
            var memory = workspace.memory;
            for (int column = x; column < x + columns; column += step) {
                int pixels = count(x, column);
                int at = out.at(panel, row, column);
                workspace.forward.normalise(run, pixels, in.pixel(), out.pixel(), memory, in.at(panel, row, column), at,
                        part(panel, MEANS), part(panel, SCALES), part(panel, SHIFTS));
                workspace.forward.activate(op.activation, memory, at, pixels * run);
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
            beginSums(workspace, panel, y, x);
            for (int row = y; row < y + rows; row++) addToSums(workspace, panel, row, x);
            finishSums(workspace, panel);
            for (int row = y + rows - 1; row >= y; row--) goBackAlong(workspace, panel, row, x);
        }

        private void beginSums(Workspace workspace, int panel, int y, int x) {
            int scales = part(panel, SCALES);
            int biasSums = part(panel, BIAS_SUMS);
            statistics.load(workspace, panel, y, x, part(panel, MEANS), scales);
            // until the sums are there, the last two parts have room for what the argument of the activation is computed with
            setLine(workspace, scales, part(panel, GRADIENTS), part(panel, PRODUCTS));
            Arrays.fill(workspace.memory, biasSums, biasSums + 2 * run, 0);
        }

        private void addToSums(Workspace workspace, int panel, int row, int x) {
            for (int column = x; column < x + columns; column += step) {
                derive(workspace, panel, row, column, count(x, column), part(panel, GRADIENTS), part(panel, PRODUCTS));
                workspace.kernels.addNormalised(
                        run, count(x, column), in.pixel(), outGradient.pixel(), workspace.memory,
                        in.at(panel, row, column), outGradient.at(panel, row, column), part(panel, MEANS),
                        part(panel, SCALES),
                        part(panel, BIAS_SUMS), part(panel, WEIGHT_SUMS));
            }
        }

        private void finishSums(Workspace workspace, int panel) {
            var memory = workspace.memory;
            int biasSums = part(panel, BIAS_SUMS);
            int weightSums = part(panel, WEIGHT_SUMS);
            int weights = part(panel, WEIGHTS);
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
            statistics.setMeans(memory, rows * columns, biasSums, part(panel, GRADIENTS));
            statistics.setMeans(memory, rows * columns, weightSums, part(panel, PRODUCTS));
        }

        private void goBackAlong(Workspace workspace, int panel, int row, int x) {
            for (int column = x; column < x + columns; column += step) {
                workspace.kernels.normaliseGradient(
                        run, count(x, column), in.pixel(), outGradient.pixel(), inGradient.pixel(), workspace.memory,
                        in.at(panel, row, column), outGradient.at(panel, row, column),
                        inGradient.at(panel, row, column), part(panel, MEANS), part(panel, SCALES),
                        part(panel, WEIGHTS),
                        part(panel, GRADIENTS), part(panel, PRODUCTS));
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
                known = part(panel, PARTS);
                workspace.forward.normalise(run, pixels, in.pixel(), run, memory, in.at(panel, row, column), known,
                        part(panel, MEANS), scales, shifts);
            }
            workspace.kernels.derive(
                    op.activation, memory, known, memory, outGradient.at(panel, row, column), pixels * run);
        }
    }
}
