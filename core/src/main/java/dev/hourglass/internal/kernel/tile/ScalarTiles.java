package dev.hourglass.internal.kernel.tile;

import static dev.hourglass.internal.kernel.Kernels.LANES;

// Written by TileWriter: change its table or its templates, not this file.

/// Sums of products in plain Java, many at a time: no one waits for another, and no number is loaded for one product
/// alone.
///
/// The JIT compiles these loops in a fraction of the time that it takes for loops of vectors.
@SuppressWarnings("UnusedVariable")
public final class ScalarTiles {
    private ScalarTiles() {}

    /// One block of outputs at one place: `y[o][s] = max(floor, w[o] + sum over inputs k of x[k][s] w[k][o])`. The
    /// place reads `rows` runs of `run` features, which are `line` apart.
    public static void correlate(
            int block, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt,
            float floor) {
        int o = 0;
        for (; o <= block - 4; o += 4) {
            int s = 0;
            for (; s <= LANES - 4; s += 4) {
                correlate4x4(block, rows, run, line, w, wAt + o, x, xAt + s, y, yAt + o * LANES + s, floor);
            }
        }
        for (; o <= block - 1; o += 1) {
            int s = 0;
            for (; s <= LANES - 4; s += 4) {
                correlate1x4(block, rows, run, line, w, wAt + o, x, xAt + s, y, yAt + o * LANES + s, floor);
            }
        }
    }

    private static void correlate4x4(
            int block, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt,
            float floor) {
        float a0x0 = w[wAt];
        float a0x1 = a0x0;
        float a0x2 = a0x0;
        float a0x3 = a0x0;
        float a1x0 = w[wAt + 1];
        float a1x1 = a1x0;
        float a1x2 = a1x0;
        float a1x3 = a1x0;
        float a2x0 = w[wAt + 2];
        float a2x1 = a2x0;
        float a2x2 = a2x0;
        float a2x3 = a2x0;
        float a3x0 = w[wAt + 3];
        float a3x1 = a3x0;
        float a3x2 = a3x0;
        float a3x3 = a3x0;
        int weight = wAt;
        for (int i = 0; i < rows; i++) {
            int source = xAt + i * line;
            for (int end = source + run * LANES; source < end; source += LANES) {
                weight += block;
                float x0 = x[source];
                float x1 = x[source + 1];
                float x2 = x[source + 2];
                float x3 = x[source + 3];
                float w0 = w[weight];
                a0x0 = Math.fma(x0, w0, a0x0);
                a0x1 = Math.fma(x1, w0, a0x1);
                a0x2 = Math.fma(x2, w0, a0x2);
                a0x3 = Math.fma(x3, w0, a0x3);
                float w1 = w[weight + 1];
                a1x0 = Math.fma(x0, w1, a1x0);
                a1x1 = Math.fma(x1, w1, a1x1);
                a1x2 = Math.fma(x2, w1, a1x2);
                a1x3 = Math.fma(x3, w1, a1x3);
                float w2 = w[weight + 2];
                a2x0 = Math.fma(x0, w2, a2x0);
                a2x1 = Math.fma(x1, w2, a2x1);
                a2x2 = Math.fma(x2, w2, a2x2);
                a2x3 = Math.fma(x3, w2, a2x3);
                float w3 = w[weight + 3];
                a3x0 = Math.fma(x0, w3, a3x0);
                a3x1 = Math.fma(x1, w3, a3x1);
                a3x2 = Math.fma(x2, w3, a3x2);
                a3x3 = Math.fma(x3, w3, a3x3);
            }
        }
        y[yAt] = Math.max(a0x0, floor);
        y[yAt + 1] = Math.max(a0x1, floor);
        y[yAt + 2] = Math.max(a0x2, floor);
        y[yAt + 3] = Math.max(a0x3, floor);
        y[yAt + LANES] = Math.max(a1x0, floor);
        y[yAt + LANES + 1] = Math.max(a1x1, floor);
        y[yAt + LANES + 2] = Math.max(a1x2, floor);
        y[yAt + LANES + 3] = Math.max(a1x3, floor);
        y[yAt + 2 * LANES] = Math.max(a2x0, floor);
        y[yAt + 2 * LANES + 1] = Math.max(a2x1, floor);
        y[yAt + 2 * LANES + 2] = Math.max(a2x2, floor);
        y[yAt + 2 * LANES + 3] = Math.max(a2x3, floor);
        y[yAt + 3 * LANES] = Math.max(a3x0, floor);
        y[yAt + 3 * LANES + 1] = Math.max(a3x1, floor);
        y[yAt + 3 * LANES + 2] = Math.max(a3x2, floor);
        y[yAt + 3 * LANES + 3] = Math.max(a3x3, floor);
    }

    private static void correlate1x4(
            int block, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt,
            float floor) {
        float a0x0 = w[wAt];
        float a0x1 = a0x0;
        float a0x2 = a0x0;
        float a0x3 = a0x0;
        int weight = wAt;
        for (int i = 0; i < rows; i++) {
            int source = xAt + i * line;
            for (int end = source + run * LANES; source < end; source += LANES) {
                weight += block;
                float x0 = x[source];
                float x1 = x[source + 1];
                float x2 = x[source + 2];
                float x3 = x[source + 3];
                float w0 = w[weight];
                a0x0 = Math.fma(x0, w0, a0x0);
                a0x1 = Math.fma(x1, w0, a0x1);
                a0x2 = Math.fma(x2, w0, a0x2);
                a0x3 = Math.fma(x3, w0, a0x3);
            }
        }
        y[yAt] = Math.max(a0x0, floor);
        y[yAt + 1] = Math.max(a0x1, floor);
        y[yAt + 2] = Math.max(a0x2, floor);
        y[yAt + 3] = Math.max(a0x3, floor);
    }

    /// See `Kernels.outer`; one row of the window.
    ///
    /// @param padded outputs, rounded up to a multiple of 16
    public static void outer(
            int run, int padded, int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock,
            float[] g, int gAt) {
        int i = 0;
        for (; i <= run - 4; i += 4) {
            int o = 0;
            for (; o <= padded - 4; o += 4) {
                outer4x4(places, x, xAt + i * LANES, xStep, d, dAt + o / LANES * dBlock + o % LANES,
                        g, gAt + i * padded + o, padded);
            }
        }
        for (; i <= run - 1; i += 1) {
            int o = 0;
            for (; o <= padded - 4; o += 4) {
                outer1x4(places, x, xAt + i * LANES, xStep, d, dAt + o / LANES * dBlock + o % LANES,
                        g, gAt + i * padded + o, padded);
            }
        }
    }

    private static void outer4x4(
            int places, float[] x, int xAt, int xStep, float[] d, int dAt, float[] g, int gAt, int gRow) {
        float a0x0 = g[gAt];
        float a0x1 = g[gAt + 1];
        float a0x2 = g[gAt + 2];
        float a0x3 = g[gAt + 3];
        float a1x0 = g[gAt + gRow];
        float a1x1 = g[gAt + gRow + 1];
        float a1x2 = g[gAt + gRow + 2];
        float a1x3 = g[gAt + gRow + 3];
        float a2x0 = g[gAt + 2 * gRow];
        float a2x1 = g[gAt + 2 * gRow + 1];
        float a2x2 = g[gAt + 2 * gRow + 2];
        float a2x3 = g[gAt + 2 * gRow + 3];
        float a3x0 = g[gAt + 3 * gRow];
        float a3x1 = g[gAt + 3 * gRow + 1];
        float a3x2 = g[gAt + 3 * gRow + 2];
        float a3x3 = g[gAt + 3 * gRow + 3];
        int gradient = dAt;
        for (int p = 0; p < places; p++) {
            int source = xAt + p * xStep;
            for (int end = source + LANES; source < end; source++) {
                float d0 = d[gradient];
                float d1 = d[gradient + 1];
                float d2 = d[gradient + 2];
                float d3 = d[gradient + 3];
                gradient += LANES;
                float x0 = x[source];
                a0x0 = Math.fma(d0, x0, a0x0);
                a0x1 = Math.fma(d1, x0, a0x1);
                a0x2 = Math.fma(d2, x0, a0x2);
                a0x3 = Math.fma(d3, x0, a0x3);
                float x1 = x[source + LANES];
                a1x0 = Math.fma(d0, x1, a1x0);
                a1x1 = Math.fma(d1, x1, a1x1);
                a1x2 = Math.fma(d2, x1, a1x2);
                a1x3 = Math.fma(d3, x1, a1x3);
                float x2 = x[source + 2 * LANES];
                a2x0 = Math.fma(d0, x2, a2x0);
                a2x1 = Math.fma(d1, x2, a2x1);
                a2x2 = Math.fma(d2, x2, a2x2);
                a2x3 = Math.fma(d3, x2, a2x3);
                float x3 = x[source + 3 * LANES];
                a3x0 = Math.fma(d0, x3, a3x0);
                a3x1 = Math.fma(d1, x3, a3x1);
                a3x2 = Math.fma(d2, x3, a3x2);
                a3x3 = Math.fma(d3, x3, a3x3);
            }
        }
        g[gAt] = a0x0;
        g[gAt + 1] = a0x1;
        g[gAt + 2] = a0x2;
        g[gAt + 3] = a0x3;
        g[gAt + gRow] = a1x0;
        g[gAt + gRow + 1] = a1x1;
        g[gAt + gRow + 2] = a1x2;
        g[gAt + gRow + 3] = a1x3;
        g[gAt + 2 * gRow] = a2x0;
        g[gAt + 2 * gRow + 1] = a2x1;
        g[gAt + 2 * gRow + 2] = a2x2;
        g[gAt + 2 * gRow + 3] = a2x3;
        g[gAt + 3 * gRow] = a3x0;
        g[gAt + 3 * gRow + 1] = a3x1;
        g[gAt + 3 * gRow + 2] = a3x2;
        g[gAt + 3 * gRow + 3] = a3x3;
    }

    private static void outer1x4(
            int places, float[] x, int xAt, int xStep, float[] d, int dAt, float[] g, int gAt, int gRow) {
        float a0x0 = g[gAt];
        float a0x1 = g[gAt + 1];
        float a0x2 = g[gAt + 2];
        float a0x3 = g[gAt + 3];
        int gradient = dAt;
        for (int p = 0; p < places; p++) {
            int source = xAt + p * xStep;
            for (int end = source + LANES; source < end; source++) {
                float d0 = d[gradient];
                float d1 = d[gradient + 1];
                float d2 = d[gradient + 2];
                float d3 = d[gradient + 3];
                gradient += LANES;
                float x0 = x[source];
                a0x0 = Math.fma(d0, x0, a0x0);
                a0x1 = Math.fma(d1, x0, a0x1);
                a0x2 = Math.fma(d2, x0, a0x2);
                a0x3 = Math.fma(d3, x0, a0x3);
            }
        }
        g[gAt] = a0x0;
        g[gAt + 1] = a0x1;
        g[gAt + 2] = a0x2;
        g[gAt + 3] = a0x3;
    }
}
