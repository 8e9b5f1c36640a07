package dev.hourglass.internal.op;

import dev.hourglass.internal.layout.Buffer;
import java.util.Arrays;

/// Mean `m` and `r = 1 / sqrt(variance + epsilon)` of the regions of a panel's samples, each a group of neighbouring channels of some
/// pixels.
///
/// Each row of pixels is read from memory once: its means and sums of squared deviations, of every channel and sample, are joined with
/// those of the rows above it (Chan, Golub and LeVeque 1983, equation 2.1), those of all rows with the other channels' of the region. So
/// a sample has the same bits in any panel.
final class RegionStatistics {
    private final Buffer in;
    private final Buffer kept;
    private final int groups;
    private final int rows;
    private final int columns;
    private final int step;
    private final float epsilon;
    /// Floats of a pixel, all regions side by side.
    private final int run;
    /// Floats of a pixel in one region.
    private final int region;

    /// @param kept `[region][m of each group, then r][lane]`
    /// @param rows of pixels in a region
    /// @param columns likewise
    /// @param step neighbouring pixels that are gone through at a time
    RegionStatistics(Buffer in, Buffer kept, int groups, int rows, int columns, int step, float epsilon) {
        this.in = in;
        this.kept = kept;
        this.groups = groups;
        this.rows = rows;
        this.columns = columns;
        this.step = step;
        this.epsilon = epsilon;
        this.run = in.pixel();
        this.region = run / groups;
    }

    /// Keeps `m` and `r` of the regions that begin at a pixel.
    ///
    /// @param room for four numbers of every channel and lane
    void compute(Workspace workspace, int panel, int y, int x, int room) {
        for (int row = 0; row < rows; row++) {
            add(workspace, panel, y, x, row, room);
        }
        finish(workspace, panel, y, x, room);
    }

    /// Joins a row with those above it, which were added before.
    ///
    /// @param row counted from the first of the region
    void add(Workspace workspace, int panel, int y, int x, int row, int room) {
        int means = room;
        int squares = means + run;
        if (row == 0) {
            setRow(workspace, panel, y, x, means, squares);
            return;
        }
        int rowMeans = squares + run;
        int rowSquares = rowMeans + run;
        setRow(workspace, panel, y + row, x, rowMeans, rowSquares);
        join(workspace.memory, row, means, squares, rowMeans, rowSquares);
    }

    /// Keeps what comes of all rows.
    void finish(Workspace workspace, int panel, int y, int x, int room) {
        var memory = workspace.memory;
        int means = room;
        int squares = means + run;
        int rowMeans = squares + run;
        int rowSquares = rowMeans + run;
        setMeans(memory, 1, means, rowMeans);
        Arrays.fill(memory, rowSquares, rowSquares + run, 0);
        workspace.forward.addSquares(run, 1, 0, memory, means, rowMeans, rowSquares);
        workspace.forward.addScaled((float) rows * columns, memory, rowSquares, memory, squares, run);
        int variances = rowSquares;
        setMeans(memory, rows * columns, squares, variances);
        int at = at(panel, y, x);
        for (int group = 0; group < groups; group++) {
            for (int lane = 0; lane < in.lanes(); lane++) {
                int i = group * in.lanes() + lane;
                memory[at + i] = memory[rowMeans + group * region + lane];
                memory[at + groups * in.lanes() + i] = 1
                        / (float) Math.sqrt(memory[variances + group * region + lane] + epsilon);
            }
        }
    }

    private int at(int panel, int y, int x) {
        return kept.at(panel, y / rows, x / columns);
    }

    /// Means and sums of squared deviations of each channel in one row.
    private void setRow(Workspace workspace, int panel, int row, int x, int means, int squares) {
        var memory = workspace.memory;
        Arrays.fill(memory, means, means + run, 0);
        for (int column = x; column < x + columns; column += step) {
            workspace.forward.addUp(
                    run, Math.min(step, x + columns - column), run, memory, in.at(panel, row, column), means);
        }
        for (int i = means; i < means + run; i++) memory[i] /= columns;
        Arrays.fill(memory, squares, squares + run, 0);
        for (int column = x; column < x + columns; column += step) {
            workspace.forward.addSquares(
                    run, Math.min(step, x + columns - column), run, memory, in.at(panel, row, column), means, squares);
        }
    }

    /// Joins the row below so many rows with them.
    private void join(float[] memory, int above, int means, int squares, int rowMeans, int rowSquares) {
        float share = 1f / (above + 1);
        float weight = columns * (above * share);
        for (int i = 0; i < run; i++) {
            float difference = memory[rowMeans + i] - memory[means + i];
            memory[means + i] = Math.fma(difference, share, memory[means + i]);
            memory[squares + i] = Math.fma(difference * weight, difference,
                    memory[squares + i] + memory[rowSquares + i]);
        }
    }

    /// Sets what every channel has to the mean over all channels of its region.
    ///
    /// @param pixels that each channel's number is a sum over
    void setMeans(float[] memory, int pixels, int sums, int means) {
        int lanes = in.lanes();
        int channels = region / lanes;
        float share = 1 / ((float) pixels * channels);
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

    /// Sets `m` and `r` of the regions that begin at a pixel, for every channel and lane.
    void load(Workspace workspace, int panel, int y, int x, int means, int scales) {
        var memory = workspace.memory;
        int at = at(panel, y, x);
        for (int i = 0; i < run; i += in.lanes()) {
            int mean = at + i / region * in.lanes();
            System.arraycopy(memory, mean, memory, means + i, in.lanes());
            System.arraycopy(memory, mean + groups * in.lanes(), memory, scales + i, in.lanes());
        }
    }
}
