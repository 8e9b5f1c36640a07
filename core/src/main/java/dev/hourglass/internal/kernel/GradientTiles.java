package dev.hourglass.internal.kernel;

import static dev.hourglass.internal.kernel.Kernels.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The tiles of the weight gradients with the Vector API: `outerRxV` holds R inputs by V vectors of outputs in
/// registers and runs over places and samples, `lanesR` holds R inputs by 16 partial sums and runs over places.
final class GradientTiles {
    private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
    private static final int LENGTH = SPECIES.length();
    private static final boolean WIDE = LENGTH == LANES;
    private static final int BLOCK = LANES * LANES;

    private GradientTiles() {}

    /// See [Kernels#outer]; one row of the window.
    static void outer(
            int run, int outputs, int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock, float[] g,
            int gAt) {
        int padded = Kernels.padded(outputs);
        int i = 0;
        if (WIDE) {
            for (; i <= run - 12; i += 12) {
                int v = 0;
                for (; v < padded - LANES; v += 2 * LANES) {
                    int d0 = dAt + v / LANES * dBlock;
                    int g0 = gAt + i * padded + v;
                    outer12x2(x, xAt + i * LANES, xStep, places, d, d0, d0 + dBlock, g, g0, g0 + LANES, padded);
                }
                if (v < padded) {
                    outer12x1(x, xAt + i * LANES, xStep, places, d, dAt + v / LANES * dBlock, g, gAt + i * padded + v,
                            padded);
                }
            }
        }
        for (; i <= run - 6; i += 6) {
            rest(6, xAt + i * LANES, gAt + i * padded, padded, places, x, xStep, d, dAt, dBlock, g);
        }
        for (; i <= run - 3; i += 3) {
            rest(3, xAt + i * LANES, gAt + i * padded, padded, places, x, xStep, d, dAt, dBlock, g);
        }
        for (; i < run; i++) {
            rest(1, xAt + i * LANES, gAt + i * padded, padded, places, x, xStep, d, dAt, dBlock, g);
        }
    }

    /// All outputs of `rows` inputs, two vectors at a time.
    private static void rest(
            int rows, int xAt, int gAt, int padded, int places, float[] x, int xStep, float[] d, int dAt, int dBlock,
            float[] g) {
        int v = 0;
        for (; v < padded - LENGTH; v += 2 * LENGTH) {
            int d0 = dAt + v / LANES * dBlock + v % LANES;
            int d1 = dAt + (v + LENGTH) / LANES * dBlock + (v + LENGTH) % LANES;
            int g0 = gAt + v;
            switch (rows) {
                case 6 -> outer6x2(x, xAt, xStep, places, d, d0, d1, g, g0, g0 + LENGTH, padded);
                case 3 -> outer3x2(x, xAt, xStep, places, d, d0, d1, g, g0, g0 + LENGTH, padded);
                default -> outer1x2(x, xAt, xStep, places, d, d0, d1, g, g0, g0 + LENGTH);
            }
        }
        if (v < padded) {
            int d0 = dAt + v / LANES * dBlock + v % LANES;
            switch (rows) {
                case 6 -> outer6x1(x, xAt, xStep, places, d, d0, g, gAt + v, padded);
                case 3 -> outer3x1(x, xAt, xStep, places, d, d0, g, gAt + v, padded);
                default -> outer1x1(x, xAt, xStep, places, d, d0, g, gAt + v);
            }
        }
    }

    /// See [Kernels#outerInLanes]; one row of the window.
    static void inLanes(
            int run, int outputs, int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dStep, float[] g,
            int gAt) {
        int gRow = outputs * LANES;
        for (int o = 0; o < gRow; o += LENGTH) {
            int lane = o % LANES;
            int i = 0;
            for (; i <= run - 8; i += 8) {
                lanes8(x, xAt + i * LANES + lane, xStep, places, d, dAt + o, dStep, g, gAt + i * gRow + o, gRow);
            }
            for (; i < run; i++) {
                lanes1(x, xAt + i * LANES + lane, xStep, places, d, dAt + o, dStep, g, gAt + i * gRow + o);
            }
        }
    }

    private static void outer12x2(
            float[] x, int xAt, int xStep, int positions, float[] d, int d0, int d1, float[] g, int g0, int g1,
            int gRow) {
        var a0x0 = FloatVector.fromArray(SPECIES, g, g0);
        var a0x1 = FloatVector.fromArray(SPECIES, g, g1);
        var a1x0 = FloatVector.fromArray(SPECIES, g, g0 + gRow);
        var a1x1 = FloatVector.fromArray(SPECIES, g, g1 + gRow);
        var a2x0 = FloatVector.fromArray(SPECIES, g, g0 + 2 * gRow);
        var a2x1 = FloatVector.fromArray(SPECIES, g, g1 + 2 * gRow);
        var a3x0 = FloatVector.fromArray(SPECIES, g, g0 + 3 * gRow);
        var a3x1 = FloatVector.fromArray(SPECIES, g, g1 + 3 * gRow);
        var a4x0 = FloatVector.fromArray(SPECIES, g, g0 + 4 * gRow);
        var a4x1 = FloatVector.fromArray(SPECIES, g, g1 + 4 * gRow);
        var a5x0 = FloatVector.fromArray(SPECIES, g, g0 + 5 * gRow);
        var a5x1 = FloatVector.fromArray(SPECIES, g, g1 + 5 * gRow);
        var a6x0 = FloatVector.fromArray(SPECIES, g, g0 + 6 * gRow);
        var a6x1 = FloatVector.fromArray(SPECIES, g, g1 + 6 * gRow);
        var a7x0 = FloatVector.fromArray(SPECIES, g, g0 + 7 * gRow);
        var a7x1 = FloatVector.fromArray(SPECIES, g, g1 + 7 * gRow);
        var a8x0 = FloatVector.fromArray(SPECIES, g, g0 + 8 * gRow);
        var a8x1 = FloatVector.fromArray(SPECIES, g, g1 + 8 * gRow);
        var a9x0 = FloatVector.fromArray(SPECIES, g, g0 + 9 * gRow);
        var a9x1 = FloatVector.fromArray(SPECIES, g, g1 + 9 * gRow);
        var a10x0 = FloatVector.fromArray(SPECIES, g, g0 + 10 * gRow);
        var a10x1 = FloatVector.fromArray(SPECIES, g, g1 + 10 * gRow);
        var a11x0 = FloatVector.fromArray(SPECIES, g, g0 + 11 * gRow);
        var a11x1 = FloatVector.fromArray(SPECIES, g, g1 + 11 * gRow);
        for (int p = 0; p < positions; p++) {
            int samples = xAt + p * xStep;
            int gradient0 = d0 + p * BLOCK;
            int gradient1 = d1 + p * BLOCK;
            for (int s = 0; s < LANES; s++) {
                var d0x = FloatVector.fromArray(SPECIES, d, gradient0 + s * LANES);
                var d1x = FloatVector.fromArray(SPECIES, d, gradient1 + s * LANES);
                var x0 = FloatVector.broadcast(SPECIES, x[samples + s]);
                a0x0 = d0x.fma(x0, a0x0);
                a0x1 = d1x.fma(x0, a0x1);
                var x1 = FloatVector.broadcast(SPECIES, x[samples + s + 1 * LANES]);
                a1x0 = d0x.fma(x1, a1x0);
                a1x1 = d1x.fma(x1, a1x1);
                var x2 = FloatVector.broadcast(SPECIES, x[samples + s + 2 * LANES]);
                a2x0 = d0x.fma(x2, a2x0);
                a2x1 = d1x.fma(x2, a2x1);
                var x3 = FloatVector.broadcast(SPECIES, x[samples + s + 3 * LANES]);
                a3x0 = d0x.fma(x3, a3x0);
                a3x1 = d1x.fma(x3, a3x1);
                var x4 = FloatVector.broadcast(SPECIES, x[samples + s + 4 * LANES]);
                a4x0 = d0x.fma(x4, a4x0);
                a4x1 = d1x.fma(x4, a4x1);
                var x5 = FloatVector.broadcast(SPECIES, x[samples + s + 5 * LANES]);
                a5x0 = d0x.fma(x5, a5x0);
                a5x1 = d1x.fma(x5, a5x1);
                var x6 = FloatVector.broadcast(SPECIES, x[samples + s + 6 * LANES]);
                a6x0 = d0x.fma(x6, a6x0);
                a6x1 = d1x.fma(x6, a6x1);
                var x7 = FloatVector.broadcast(SPECIES, x[samples + s + 7 * LANES]);
                a7x0 = d0x.fma(x7, a7x0);
                a7x1 = d1x.fma(x7, a7x1);
                var x8 = FloatVector.broadcast(SPECIES, x[samples + s + 8 * LANES]);
                a8x0 = d0x.fma(x8, a8x0);
                a8x1 = d1x.fma(x8, a8x1);
                var x9 = FloatVector.broadcast(SPECIES, x[samples + s + 9 * LANES]);
                a9x0 = d0x.fma(x9, a9x0);
                a9x1 = d1x.fma(x9, a9x1);
                var x10 = FloatVector.broadcast(SPECIES, x[samples + s + 10 * LANES]);
                a10x0 = d0x.fma(x10, a10x0);
                a10x1 = d1x.fma(x10, a10x1);
                var x11 = FloatVector.broadcast(SPECIES, x[samples + s + 11 * LANES]);
                a11x0 = d0x.fma(x11, a11x0);
                a11x1 = d1x.fma(x11, a11x1);
            }
        }
        a0x0.intoArray(g, g0);
        a0x1.intoArray(g, g1);
        a1x0.intoArray(g, g0 + gRow);
        a1x1.intoArray(g, g1 + gRow);
        a2x0.intoArray(g, g0 + 2 * gRow);
        a2x1.intoArray(g, g1 + 2 * gRow);
        a3x0.intoArray(g, g0 + 3 * gRow);
        a3x1.intoArray(g, g1 + 3 * gRow);
        a4x0.intoArray(g, g0 + 4 * gRow);
        a4x1.intoArray(g, g1 + 4 * gRow);
        a5x0.intoArray(g, g0 + 5 * gRow);
        a5x1.intoArray(g, g1 + 5 * gRow);
        a6x0.intoArray(g, g0 + 6 * gRow);
        a6x1.intoArray(g, g1 + 6 * gRow);
        a7x0.intoArray(g, g0 + 7 * gRow);
        a7x1.intoArray(g, g1 + 7 * gRow);
        a8x0.intoArray(g, g0 + 8 * gRow);
        a8x1.intoArray(g, g1 + 8 * gRow);
        a9x0.intoArray(g, g0 + 9 * gRow);
        a9x1.intoArray(g, g1 + 9 * gRow);
        a10x0.intoArray(g, g0 + 10 * gRow);
        a10x1.intoArray(g, g1 + 10 * gRow);
        a11x0.intoArray(g, g0 + 11 * gRow);
        a11x1.intoArray(g, g1 + 11 * gRow);
    }

    private static void outer12x1(
            float[] x, int xAt, int xStep, int positions, float[] d, int d0, float[] g, int g0, int gRow) {
        var a0x0 = FloatVector.fromArray(SPECIES, g, g0);
        var a1x0 = FloatVector.fromArray(SPECIES, g, g0 + gRow);
        var a2x0 = FloatVector.fromArray(SPECIES, g, g0 + 2 * gRow);
        var a3x0 = FloatVector.fromArray(SPECIES, g, g0 + 3 * gRow);
        var a4x0 = FloatVector.fromArray(SPECIES, g, g0 + 4 * gRow);
        var a5x0 = FloatVector.fromArray(SPECIES, g, g0 + 5 * gRow);
        var a6x0 = FloatVector.fromArray(SPECIES, g, g0 + 6 * gRow);
        var a7x0 = FloatVector.fromArray(SPECIES, g, g0 + 7 * gRow);
        var a8x0 = FloatVector.fromArray(SPECIES, g, g0 + 8 * gRow);
        var a9x0 = FloatVector.fromArray(SPECIES, g, g0 + 9 * gRow);
        var a10x0 = FloatVector.fromArray(SPECIES, g, g0 + 10 * gRow);
        var a11x0 = FloatVector.fromArray(SPECIES, g, g0 + 11 * gRow);
        for (int p = 0; p < positions; p++) {
            int samples = xAt + p * xStep;
            int gradient0 = d0 + p * BLOCK;
            for (int s = 0; s < LANES; s++) {
                var d0x = FloatVector.fromArray(SPECIES, d, gradient0 + s * LANES);
                var x0 = FloatVector.broadcast(SPECIES, x[samples + s]);
                a0x0 = d0x.fma(x0, a0x0);
                var x1 = FloatVector.broadcast(SPECIES, x[samples + s + 1 * LANES]);
                a1x0 = d0x.fma(x1, a1x0);
                var x2 = FloatVector.broadcast(SPECIES, x[samples + s + 2 * LANES]);
                a2x0 = d0x.fma(x2, a2x0);
                var x3 = FloatVector.broadcast(SPECIES, x[samples + s + 3 * LANES]);
                a3x0 = d0x.fma(x3, a3x0);
                var x4 = FloatVector.broadcast(SPECIES, x[samples + s + 4 * LANES]);
                a4x0 = d0x.fma(x4, a4x0);
                var x5 = FloatVector.broadcast(SPECIES, x[samples + s + 5 * LANES]);
                a5x0 = d0x.fma(x5, a5x0);
                var x6 = FloatVector.broadcast(SPECIES, x[samples + s + 6 * LANES]);
                a6x0 = d0x.fma(x6, a6x0);
                var x7 = FloatVector.broadcast(SPECIES, x[samples + s + 7 * LANES]);
                a7x0 = d0x.fma(x7, a7x0);
                var x8 = FloatVector.broadcast(SPECIES, x[samples + s + 8 * LANES]);
                a8x0 = d0x.fma(x8, a8x0);
                var x9 = FloatVector.broadcast(SPECIES, x[samples + s + 9 * LANES]);
                a9x0 = d0x.fma(x9, a9x0);
                var x10 = FloatVector.broadcast(SPECIES, x[samples + s + 10 * LANES]);
                a10x0 = d0x.fma(x10, a10x0);
                var x11 = FloatVector.broadcast(SPECIES, x[samples + s + 11 * LANES]);
                a11x0 = d0x.fma(x11, a11x0);
            }
        }
        a0x0.intoArray(g, g0);
        a1x0.intoArray(g, g0 + gRow);
        a2x0.intoArray(g, g0 + 2 * gRow);
        a3x0.intoArray(g, g0 + 3 * gRow);
        a4x0.intoArray(g, g0 + 4 * gRow);
        a5x0.intoArray(g, g0 + 5 * gRow);
        a6x0.intoArray(g, g0 + 6 * gRow);
        a7x0.intoArray(g, g0 + 7 * gRow);
        a8x0.intoArray(g, g0 + 8 * gRow);
        a9x0.intoArray(g, g0 + 9 * gRow);
        a10x0.intoArray(g, g0 + 10 * gRow);
        a11x0.intoArray(g, g0 + 11 * gRow);
    }

    private static void outer6x2(
            float[] x, int xAt, int xStep, int positions, float[] d, int d0, int d1, float[] g, int g0, int g1,
            int gRow) {
        var a0x0 = FloatVector.fromArray(SPECIES, g, g0);
        var a0x1 = FloatVector.fromArray(SPECIES, g, g1);
        var a1x0 = FloatVector.fromArray(SPECIES, g, g0 + gRow);
        var a1x1 = FloatVector.fromArray(SPECIES, g, g1 + gRow);
        var a2x0 = FloatVector.fromArray(SPECIES, g, g0 + 2 * gRow);
        var a2x1 = FloatVector.fromArray(SPECIES, g, g1 + 2 * gRow);
        var a3x0 = FloatVector.fromArray(SPECIES, g, g0 + 3 * gRow);
        var a3x1 = FloatVector.fromArray(SPECIES, g, g1 + 3 * gRow);
        var a4x0 = FloatVector.fromArray(SPECIES, g, g0 + 4 * gRow);
        var a4x1 = FloatVector.fromArray(SPECIES, g, g1 + 4 * gRow);
        var a5x0 = FloatVector.fromArray(SPECIES, g, g0 + 5 * gRow);
        var a5x1 = FloatVector.fromArray(SPECIES, g, g1 + 5 * gRow);
        for (int p = 0; p < positions; p++) {
            int samples = xAt + p * xStep;
            int gradient0 = d0 + p * BLOCK;
            int gradient1 = d1 + p * BLOCK;
            for (int s = 0; s < LANES; s++) {
                var d0x = FloatVector.fromArray(SPECIES, d, gradient0 + s * LANES);
                var d1x = FloatVector.fromArray(SPECIES, d, gradient1 + s * LANES);
                var x0 = FloatVector.broadcast(SPECIES, x[samples + s]);
                a0x0 = d0x.fma(x0, a0x0);
                a0x1 = d1x.fma(x0, a0x1);
                var x1 = FloatVector.broadcast(SPECIES, x[samples + s + 1 * LANES]);
                a1x0 = d0x.fma(x1, a1x0);
                a1x1 = d1x.fma(x1, a1x1);
                var x2 = FloatVector.broadcast(SPECIES, x[samples + s + 2 * LANES]);
                a2x0 = d0x.fma(x2, a2x0);
                a2x1 = d1x.fma(x2, a2x1);
                var x3 = FloatVector.broadcast(SPECIES, x[samples + s + 3 * LANES]);
                a3x0 = d0x.fma(x3, a3x0);
                a3x1 = d1x.fma(x3, a3x1);
                var x4 = FloatVector.broadcast(SPECIES, x[samples + s + 4 * LANES]);
                a4x0 = d0x.fma(x4, a4x0);
                a4x1 = d1x.fma(x4, a4x1);
                var x5 = FloatVector.broadcast(SPECIES, x[samples + s + 5 * LANES]);
                a5x0 = d0x.fma(x5, a5x0);
                a5x1 = d1x.fma(x5, a5x1);
            }
        }
        a0x0.intoArray(g, g0);
        a0x1.intoArray(g, g1);
        a1x0.intoArray(g, g0 + gRow);
        a1x1.intoArray(g, g1 + gRow);
        a2x0.intoArray(g, g0 + 2 * gRow);
        a2x1.intoArray(g, g1 + 2 * gRow);
        a3x0.intoArray(g, g0 + 3 * gRow);
        a3x1.intoArray(g, g1 + 3 * gRow);
        a4x0.intoArray(g, g0 + 4 * gRow);
        a4x1.intoArray(g, g1 + 4 * gRow);
        a5x0.intoArray(g, g0 + 5 * gRow);
        a5x1.intoArray(g, g1 + 5 * gRow);
    }

    private static void outer6x1(
            float[] x, int xAt, int xStep, int positions, float[] d, int d0, float[] g, int g0, int gRow) {
        var a0x0 = FloatVector.fromArray(SPECIES, g, g0);
        var a1x0 = FloatVector.fromArray(SPECIES, g, g0 + gRow);
        var a2x0 = FloatVector.fromArray(SPECIES, g, g0 + 2 * gRow);
        var a3x0 = FloatVector.fromArray(SPECIES, g, g0 + 3 * gRow);
        var a4x0 = FloatVector.fromArray(SPECIES, g, g0 + 4 * gRow);
        var a5x0 = FloatVector.fromArray(SPECIES, g, g0 + 5 * gRow);
        for (int p = 0; p < positions; p++) {
            int samples = xAt + p * xStep;
            int gradient0 = d0 + p * BLOCK;
            for (int s = 0; s < LANES; s++) {
                var d0x = FloatVector.fromArray(SPECIES, d, gradient0 + s * LANES);
                var x0 = FloatVector.broadcast(SPECIES, x[samples + s]);
                a0x0 = d0x.fma(x0, a0x0);
                var x1 = FloatVector.broadcast(SPECIES, x[samples + s + 1 * LANES]);
                a1x0 = d0x.fma(x1, a1x0);
                var x2 = FloatVector.broadcast(SPECIES, x[samples + s + 2 * LANES]);
                a2x0 = d0x.fma(x2, a2x0);
                var x3 = FloatVector.broadcast(SPECIES, x[samples + s + 3 * LANES]);
                a3x0 = d0x.fma(x3, a3x0);
                var x4 = FloatVector.broadcast(SPECIES, x[samples + s + 4 * LANES]);
                a4x0 = d0x.fma(x4, a4x0);
                var x5 = FloatVector.broadcast(SPECIES, x[samples + s + 5 * LANES]);
                a5x0 = d0x.fma(x5, a5x0);
            }
        }
        a0x0.intoArray(g, g0);
        a1x0.intoArray(g, g0 + gRow);
        a2x0.intoArray(g, g0 + 2 * gRow);
        a3x0.intoArray(g, g0 + 3 * gRow);
        a4x0.intoArray(g, g0 + 4 * gRow);
        a5x0.intoArray(g, g0 + 5 * gRow);
    }

    private static void outer3x2(
            float[] x, int xAt, int xStep, int positions, float[] d, int d0, int d1, float[] g, int g0, int g1,
            int gRow) {
        var a0x0 = FloatVector.fromArray(SPECIES, g, g0);
        var a0x1 = FloatVector.fromArray(SPECIES, g, g1);
        var a1x0 = FloatVector.fromArray(SPECIES, g, g0 + gRow);
        var a1x1 = FloatVector.fromArray(SPECIES, g, g1 + gRow);
        var a2x0 = FloatVector.fromArray(SPECIES, g, g0 + 2 * gRow);
        var a2x1 = FloatVector.fromArray(SPECIES, g, g1 + 2 * gRow);
        for (int p = 0; p < positions; p++) {
            int samples = xAt + p * xStep;
            int gradient0 = d0 + p * BLOCK;
            int gradient1 = d1 + p * BLOCK;
            for (int s = 0; s < LANES; s++) {
                var d0x = FloatVector.fromArray(SPECIES, d, gradient0 + s * LANES);
                var d1x = FloatVector.fromArray(SPECIES, d, gradient1 + s * LANES);
                var x0 = FloatVector.broadcast(SPECIES, x[samples + s]);
                a0x0 = d0x.fma(x0, a0x0);
                a0x1 = d1x.fma(x0, a0x1);
                var x1 = FloatVector.broadcast(SPECIES, x[samples + s + 1 * LANES]);
                a1x0 = d0x.fma(x1, a1x0);
                a1x1 = d1x.fma(x1, a1x1);
                var x2 = FloatVector.broadcast(SPECIES, x[samples + s + 2 * LANES]);
                a2x0 = d0x.fma(x2, a2x0);
                a2x1 = d1x.fma(x2, a2x1);
            }
        }
        a0x0.intoArray(g, g0);
        a0x1.intoArray(g, g1);
        a1x0.intoArray(g, g0 + gRow);
        a1x1.intoArray(g, g1 + gRow);
        a2x0.intoArray(g, g0 + 2 * gRow);
        a2x1.intoArray(g, g1 + 2 * gRow);
    }

    private static void outer3x1(
            float[] x, int xAt, int xStep, int positions, float[] d, int d0, float[] g, int g0, int gRow) {
        var a0x0 = FloatVector.fromArray(SPECIES, g, g0);
        var a1x0 = FloatVector.fromArray(SPECIES, g, g0 + gRow);
        var a2x0 = FloatVector.fromArray(SPECIES, g, g0 + 2 * gRow);
        for (int p = 0; p < positions; p++) {
            int samples = xAt + p * xStep;
            int gradient0 = d0 + p * BLOCK;
            for (int s = 0; s < LANES; s++) {
                var d0x = FloatVector.fromArray(SPECIES, d, gradient0 + s * LANES);
                var x0 = FloatVector.broadcast(SPECIES, x[samples + s]);
                a0x0 = d0x.fma(x0, a0x0);
                var x1 = FloatVector.broadcast(SPECIES, x[samples + s + 1 * LANES]);
                a1x0 = d0x.fma(x1, a1x0);
                var x2 = FloatVector.broadcast(SPECIES, x[samples + s + 2 * LANES]);
                a2x0 = d0x.fma(x2, a2x0);
            }
        }
        a0x0.intoArray(g, g0);
        a1x0.intoArray(g, g0 + gRow);
        a2x0.intoArray(g, g0 + 2 * gRow);
    }

    private static void outer1x2(
            float[] x, int xAt, int xStep, int positions, float[] d, int d0, int d1, float[] g, int g0, int g1) {
        var a0x0 = FloatVector.fromArray(SPECIES, g, g0);
        var a0x1 = FloatVector.fromArray(SPECIES, g, g1);
        for (int p = 0; p < positions; p++) {
            int samples = xAt + p * xStep;
            int gradient0 = d0 + p * BLOCK;
            int gradient1 = d1 + p * BLOCK;
            for (int s = 0; s < LANES; s++) {
                var d0x = FloatVector.fromArray(SPECIES, d, gradient0 + s * LANES);
                var d1x = FloatVector.fromArray(SPECIES, d, gradient1 + s * LANES);
                var x0 = FloatVector.broadcast(SPECIES, x[samples + s]);
                a0x0 = d0x.fma(x0, a0x0);
                a0x1 = d1x.fma(x0, a0x1);
            }
        }
        a0x0.intoArray(g, g0);
        a0x1.intoArray(g, g1);
    }

    private static void outer1x1(
            float[] x, int xAt, int xStep, int positions, float[] d, int d0, float[] g, int g0) {
        var a0x0 = FloatVector.fromArray(SPECIES, g, g0);
        for (int p = 0; p < positions; p++) {
            int samples = xAt + p * xStep;
            int gradient0 = d0 + p * BLOCK;
            for (int s = 0; s < LANES; s++) {
                var d0x = FloatVector.fromArray(SPECIES, d, gradient0 + s * LANES);
                var x0 = FloatVector.broadcast(SPECIES, x[samples + s]);
                a0x0 = d0x.fma(x0, a0x0);
            }
        }
        a0x0.intoArray(g, g0);
    }

    private static void lanes8(
            float[] x, int xAt, int xStep, int positions, float[] d, int dAt, int dStep, float[] g, int gAt, int gRow) {
        var a0 = FloatVector.fromArray(SPECIES, g, gAt);
        var a1 = FloatVector.fromArray(SPECIES, g, gAt + gRow);
        var a2 = FloatVector.fromArray(SPECIES, g, gAt + 2 * gRow);
        var a3 = FloatVector.fromArray(SPECIES, g, gAt + 3 * gRow);
        var a4 = FloatVector.fromArray(SPECIES, g, gAt + 4 * gRow);
        var a5 = FloatVector.fromArray(SPECIES, g, gAt + 5 * gRow);
        var a6 = FloatVector.fromArray(SPECIES, g, gAt + 6 * gRow);
        var a7 = FloatVector.fromArray(SPECIES, g, gAt + 7 * gRow);
        for (int p = 0; p < positions; p++) {
            int source = xAt + p * xStep;
            var gradient = FloatVector.fromArray(SPECIES, d, dAt + p * dStep);
            a0 = FloatVector.fromArray(SPECIES, x, source).fma(gradient, a0);
            a1 = FloatVector.fromArray(SPECIES, x, source + 1 * LANES).fma(gradient, a1);
            a2 = FloatVector.fromArray(SPECIES, x, source + 2 * LANES).fma(gradient, a2);
            a3 = FloatVector.fromArray(SPECIES, x, source + 3 * LANES).fma(gradient, a3);
            a4 = FloatVector.fromArray(SPECIES, x, source + 4 * LANES).fma(gradient, a4);
            a5 = FloatVector.fromArray(SPECIES, x, source + 5 * LANES).fma(gradient, a5);
            a6 = FloatVector.fromArray(SPECIES, x, source + 6 * LANES).fma(gradient, a6);
            a7 = FloatVector.fromArray(SPECIES, x, source + 7 * LANES).fma(gradient, a7);
        }
        a0.intoArray(g, gAt);
        a1.intoArray(g, gAt + gRow);
        a2.intoArray(g, gAt + 2 * gRow);
        a3.intoArray(g, gAt + 3 * gRow);
        a4.intoArray(g, gAt + 4 * gRow);
        a5.intoArray(g, gAt + 5 * gRow);
        a6.intoArray(g, gAt + 6 * gRow);
        a7.intoArray(g, gAt + 7 * gRow);
    }

    private static void lanes1(
            float[] x, int xAt, int xStep, int positions, float[] d, int dAt, int dStep, float[] g, int gAt) {
        var a0 = FloatVector.fromArray(SPECIES, g, gAt);
        for (int p = 0; p < positions; p++) {
            int source = xAt + p * xStep;
            var gradient = FloatVector.fromArray(SPECIES, d, dAt + p * dStep);
            a0 = FloatVector.fromArray(SPECIES, x, source).fma(gradient, a0);
        }
        a0.intoArray(g, gAt);
    }
}
