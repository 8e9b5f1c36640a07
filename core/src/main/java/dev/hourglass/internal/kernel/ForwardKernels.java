package dev.hourglass.internal.kernel;

import dev.hourglass.spec.layer.Activation;

/// The loops of a forward pass without noise, over panels of one width.
///
/// `At` arguments are offsets of floats. Every implementation, whatever its width, gives a sample the same bits:
/// multiply-accumulate is fused, every sum has the order that its method states, and elementary functions are those of
/// [Elementary].
public sealed interface ForwardKernels permits Kernels, ScalarRowKernels, VectorRowKernels {
    /// Inputs of a dense layer from which the loops over samples one behind the other leave out those that are zero.
    int SPARSE_INPUTS = 128;

    /// Samples in a panel: how many neighbouring floats are one feature.
    int lanes();

    /// For every place `p` and output `o`: `y[p][o] = max(floor, bias[o] + sum over k of w[k][o] x[p][k])`, the inputs `k`
    /// in order of rows, then of the run.
    ///
    /// @param w weights in the order of [Packing]
    void correlate(Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor);

    /// `y[i] = f(y[i])`, for `i` below `count`.
    void activate(Activation activation, float[] y, int yAt, int count);

    /// `y[i] = a x[i] + y[i]`, fused.
    void addScaled(float a, float[] x, int xAt, float[] y, int yAt, int count);

    /// `t[p][i] = x[p][i] + a y[p][i]`, fused. All are in `m`; `t` may be `x` or `y`.
    default void combine(Strip strip, float a, float[] m, int xAt, int yAt, int tAt) {
        for (int p = 0; p < strip.places(); p++) {
            combine(strip.count(), a, m, xAt + p * strip.x(), yAt + p * strip.y(), tAt + p * strip.target());
        }
    }

    /// One place.
    void combine(int count, float a, float[] m, int xAt, int yAt, int tAt);

    /// `t[p][i] = max(floor, (x[p][i] + a y[p][i]) + b z[p][i])`, fused. All are in `m`; `t` may be one of the others.
    default void combine(Strip strip, float a, float b, float floor, float[] m, int xAt, int yAt, int zAt, int tAt) {
        for (int p = 0; p < strip.places(); p++) {
            combine(
                    strip.count(), a, b, floor, m, xAt + p * strip.x(), yAt + p * strip.y(), zAt + p * strip.z(),
                    tAt + p * strip.target());
        }
    }

    /// One place.
    void combine(int count, float a, float b, float floor, float[] m, int xAt, int yAt, int zAt, int tAt);

    /// The sixteen sums of four by four pixels `d` that each tile reads, one plane each: along both axes
    /// `d[0] - d[2]`, `d[1] + d[2]`, `d[2] - d[1]` and `d[1] - d[3]`, down the columns first.
    ///
    /// @param xAt the first pixel of the first tile; those of the next are two pixels further
    /// @param tAt the first plane
    default void toTiles(Tiling tiling, float[] m, int xAt, int tAt) {
        int pixel = tiling.pixel();
        for (int p = 0; p < tiling.tiles(); p++) {
            toTile(pixel, pixel, tiling.line(), tiling.plane(), m, xAt + 2 * p * pixel, tAt + p * pixel);
        }
    }

    /// One tile, `count` neighbouring floats of each pixel.
    void toTile(int count, int pixel, int line, int plane, float[] m, int xAt, int tAt);

    /// Two by two outputs of sixteen planes `t` for each tile: along both axes `t[0] + t[1] + t[2]` and `t[1] - t[2] + t[3]`, along the rows
    /// first; at least `floor`. What the last tile has beyond the row's end goes to `restAt`.
    ///
    /// @param columns of the outputs
    /// @param tAt the first plane
    /// @param yAt the upper outputs
    /// @param belowAt the lower ones
    /// @param restAt a place for a pixel that nobody reads
    default void fromTiles(
            Tiling tiling, int columns, float floor, float[] m, int tAt, int yAt, int belowAt, int restAt) {
        int pixel = tiling.pixel();
        for (int p = 0; p < tiling.tiles(); p++) {
            int y = yAt + 2 * p * pixel;
            int below = belowAt + 2 * p * pixel;
            boolean isWhole = 2 * p + 1 < columns;
            fromTile(
                    pixel, tiling.plane(), floor, m, tAt + p * pixel, y, isWhole ? y + pixel : restAt, below,
                    isWhole ? below + pixel : restAt);
        }
    }

    /// One tile: its upper two outputs, then the lower ones.
    void fromTile(int count, int plane, float floor, float[] m, int tAt, int y0, int y1, int below0, int below1);

    /// Two by two outputs of nine planes for each tile: of row 0 and columns 0 and 1 `(t[3] + t[4]) + (t[0] + t[1])` and
    /// `(t[3] + t[5]) + (t[0] + t[2])`, of row 1 the same with `t[6]` to `t[8]`; at least `floor`.
    ///
    /// @param tAt the first plane
    /// @param yAt the upper outputs
    /// @param belowAt the lower ones
    default void fromDifferences(Tiling tiling, float floor, float[] m, int tAt, int yAt, int belowAt) {
        int pixel = tiling.pixel();
        for (int p = 0; p < tiling.tiles(); p++) {
            int y = yAt + 2 * p * pixel;
            int below = belowAt + 2 * p * pixel;
            fromDifferences(pixel, tiling.plane(), floor, m, tAt + p * pixel, y, y + pixel, below, below + pixel);
        }
    }

    /// One tile: its upper two outputs, then the lower ones.
    void fromDifferences(
            int count, int plane, float floor, float[] m, int tAt, int y0, int y1, int below0, int below1);

    /// `s[i] += sum over places p of x[p][i]`, in that order, for `i` below `count`. All are in `m`.
    ///
    /// @param step distance between two places in `x`
    void addUp(int count, int places, int step, float[] m, int xAt, int sAt);

    /// `s[i] += sum over places p of (x[p][i] - c[i])²`, fused, likewise.
    void addSquares(int count, int places, int step, float[] m, int xAt, int cAt, int sAt);

    /// `y[p][i] = (x[p][i] - c[i]) r[i] + b[i]`, fused, likewise.
    void normalise(int count, int places, int xStep, int yStep, float[] m, int xAt, int yAt, int cAt, int rAt, int bAt);

    /// `y[p][i] = w[0][i] + sum over taps t of w[1 + t][i] x[p][t][i]`, fused, the taps in order of rows, then of columns, for `i` below
    /// `count`. All are in `m`; `w` are the biases, then the weights of each tap.
    ///
    /// @param xStep distance between two places in `x`
    void filter(Taps taps, int count, int places, int xStep, int yStep, float[] m, int xAt, int wAt, int yAt);

    /// `y[p][i]` = the largest of `x[p][t][i]` over the taps `t` of a block, for `i` below `count`. All are in `m`.
    ///
    /// @param xStep distance between two places in `x`
    void maxPool(Taps taps, int count, int places, int xStep, int yStep, float[] m, int xAt, int yAt);
}
