package dev.hourglass.internal.kernel;

import static dev.hourglass.internal.kernel.Kernels.LANES;

/// Sums of products in plain Java, 16 at a time: no one waits for another, and no number is loaded for one product alone.
///
/// The JIT compiles these loops in a fraction of the time that it takes for loops of vectors.
final class ScalarTiles {
    /// Rows and columns of a tile.
    static final int SIDE = 4;

    private ScalarTiles() {}

    /// Four outputs of four samples: `y[o][s] = max(floor, w[o] + sum over inputs k of x[k][s] w[k][o])`.
    ///
    /// @param block outputs of the packed block that the four belong to
    /// @param wAt the first output's bias
    static void correlate4x4(
            Window window, int block, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
        float a0 = w[wAt];
        float a1 = a0;
        float a2 = a0;
        float a3 = a0;
        float b0 = w[wAt + 1];
        float b1 = b0;
        float b2 = b0;
        float b3 = b0;
        float c0 = w[wAt + 2];
        float c1 = c0;
        float c2 = c0;
        float c3 = c0;
        float d0 = w[wAt + 3];
        float d1 = d0;
        float d2 = d0;
        float d3 = d0;
        int weight = wAt;
        for (int row = 0; row < window.rows(); row++) {
            int source = xAt + row * window.line();
            for (int end = source + window.run() * LANES; source < end; source += LANES) {
                weight += block;
                float x0 = x[source];
                float x1 = x[source + 1];
                float x2 = x[source + 2];
                float x3 = x[source + 3];
                float wa = w[weight];
                a0 = Math.fma(x0, wa, a0);
                a1 = Math.fma(x1, wa, a1);
                a2 = Math.fma(x2, wa, a2);
                a3 = Math.fma(x3, wa, a3);
                float wb = w[weight + 1];
                b0 = Math.fma(x0, wb, b0);
                b1 = Math.fma(x1, wb, b1);
                b2 = Math.fma(x2, wb, b2);
                b3 = Math.fma(x3, wb, b3);
                float wc = w[weight + 2];
                c0 = Math.fma(x0, wc, c0);
                c1 = Math.fma(x1, wc, c1);
                c2 = Math.fma(x2, wc, c2);
                c3 = Math.fma(x3, wc, c3);
                float wd = w[weight + 3];
                d0 = Math.fma(x0, wd, d0);
                d1 = Math.fma(x1, wd, d1);
                d2 = Math.fma(x2, wd, d2);
                d3 = Math.fma(x3, wd, d3);
            }
        }
        store(y, yAt, floor, a0, a1, a2, a3);
        store(y, yAt + LANES, floor, b0, b1, b2, b3);
        store(y, yAt + 2 * LANES, floor, c0, c1, c2, c3);
        store(y, yAt + 3 * LANES, floor, d0, d1, d2, d3);
    }

    /// One output of four samples, like [#correlate4x4].
    static void correlate1x4(
            Window window, int block, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
        float a0 = w[wAt];
        float a1 = a0;
        float a2 = a0;
        float a3 = a0;
        int weight = wAt;
        for (int row = 0; row < window.rows(); row++) {
            int source = xAt + row * window.line();
            for (int end = source + window.run() * LANES; source < end; source += LANES) {
                weight += block;
                float wa = w[weight];
                a0 = Math.fma(x[source], wa, a0);
                a1 = Math.fma(x[source + 1], wa, a1);
                a2 = Math.fma(x[source + 2], wa, a2);
                a3 = Math.fma(x[source + 3], wa, a3);
            }
        }
        store(y, yAt, floor, a0, a1, a2, a3);
    }

    private static void store(float[] y, int yAt, float floor, float v0, float v1, float v2, float v3) {
        y[yAt] = Math.max(v0, floor);
        y[yAt + 1] = Math.max(v1, floor);
        y[yAt + 2] = Math.max(v2, floor);
        y[yAt + 3] = Math.max(v3, floor);
    }

    /// Adds to the gradients of four inputs' weights to four outputs: `g[k][o] += sum over places p and samples s of
    /// x[p][k][s] d[p][s][o]`.
    ///
    /// @param sourceStep from one place to the next in `x`; in `d` they follow each other
    /// @param row from one input to the next in `g`
    static void outer4x4(int places, float[] x, int xAt, int sourceStep, float[] d, int dAt, float[] g, int gAt,
            int row) {
        int b = gAt + row;
        int c = b + row;
        int e = c + row;
        float a0 = g[gAt];
        float a1 = g[gAt + 1];
        float a2 = g[gAt + 2];
        float a3 = g[gAt + 3];
        float b0 = g[b];
        float b1 = g[b + 1];
        float b2 = g[b + 2];
        float b3 = g[b + 3];
        float c0 = g[c];
        float c1 = g[c + 1];
        float c2 = g[c + 2];
        float c3 = g[c + 3];
        float e0 = g[e];
        float e1 = g[e + 1];
        float e2 = g[e + 2];
        float e3 = g[e + 3];
        int gradient = dAt;
        for (int p = 0; p < places; p++) {
            int source = xAt + p * sourceStep;
            for (int end = source + LANES; source < end; source++) {
                float d0 = d[gradient];
                float d1 = d[gradient + 1];
                float d2 = d[gradient + 2];
                float d3 = d[gradient + 3];
                gradient += LANES;
                float xa = x[source];
                a0 = Math.fma(d0, xa, a0);
                a1 = Math.fma(d1, xa, a1);
                a2 = Math.fma(d2, xa, a2);
                a3 = Math.fma(d3, xa, a3);
                float xb = x[source + LANES];
                b0 = Math.fma(d0, xb, b0);
                b1 = Math.fma(d1, xb, b1);
                b2 = Math.fma(d2, xb, b2);
                b3 = Math.fma(d3, xb, b3);
                float xc = x[source + 2 * LANES];
                c0 = Math.fma(d0, xc, c0);
                c1 = Math.fma(d1, xc, c1);
                c2 = Math.fma(d2, xc, c2);
                c3 = Math.fma(d3, xc, c3);
                float xe = x[source + 3 * LANES];
                e0 = Math.fma(d0, xe, e0);
                e1 = Math.fma(d1, xe, e1);
                e2 = Math.fma(d2, xe, e2);
                e3 = Math.fma(d3, xe, e3);
            }
        }
        g[gAt] = a0;
        g[gAt + 1] = a1;
        g[gAt + 2] = a2;
        g[gAt + 3] = a3;
        g[b] = b0;
        g[b + 1] = b1;
        g[b + 2] = b2;
        g[b + 3] = b3;
        g[c] = c0;
        g[c + 1] = c1;
        g[c + 2] = c2;
        g[c + 3] = c3;
        g[e] = e0;
        g[e + 1] = e1;
        g[e + 2] = e2;
        g[e + 3] = e3;
    }

    /// Adds to the gradients of one input's weights to four outputs, like [#outer4x4].
    static void outer1x4(int places, float[] x, int xAt, int sourceStep, float[] d, int dAt, float[] g, int gAt) {
        float a0 = g[gAt];
        float a1 = g[gAt + 1];
        float a2 = g[gAt + 2];
        float a3 = g[gAt + 3];
        int gradient = dAt;
        for (int p = 0; p < places; p++) {
            int source = xAt + p * sourceStep;
            for (int end = source + LANES; source < end; source++) {
                float xa = x[source];
                a0 = Math.fma(d[gradient], xa, a0);
                a1 = Math.fma(d[gradient + 1], xa, a1);
                a2 = Math.fma(d[gradient + 2], xa, a2);
                a3 = Math.fma(d[gradient + 3], xa, a3);
                gradient += LANES;
            }
        }
        g[gAt] = a0;
        g[gAt + 1] = a1;
        g[gAt + 2] = a2;
        g[gAt + 3] = a3;
    }
}
