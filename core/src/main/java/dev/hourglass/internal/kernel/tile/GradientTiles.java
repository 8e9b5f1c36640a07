package dev.hourglass.internal.kernel.tile;

import static dev.hourglass.internal.kernel.Kernels.LANES;
import static dev.hourglass.internal.kernel.tile.Vectors.LENGTH;
import static dev.hourglass.internal.kernel.tile.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;

// Written by TileWriter: change its table or its templates, not this file.

/// The tiles of the weight gradients with the Vector API: `outerRxV` holds R inputs by V vectors of outputs in
/// registers and runs over places and samples, `lanesR` holds R inputs by 16 partial sums and runs over places.
///
/// Written like [CorrelationTiles], for the same reasons.
@SuppressWarnings("UnusedVariable")
public final class GradientTiles {
    private static final int BLOCK = LANES * LANES;

    private GradientTiles() {}

    /// See `Kernels.outer`; one row of the window.
    ///
    /// @param padded outputs, rounded up to whole vectors of 16
    public static void outer(
            int run, int padded, int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock,
            float[] g, int gAt) {
        int i = 0;
        if (LENGTH == LANES) {
            for (; i <= run - 12; i += 12) {
                outer12(places, x, xAt + i * LANES, xStep, d, dAt, dBlock, g, gAt + i * padded, padded);
            }
            for (; i <= run - 6; i += 6) {
                outer6(places, x, xAt + i * LANES, xStep, d, dAt, dBlock, g, gAt + i * padded, padded);
            }
        }
        for (; i <= run - 4; i += 4) {
            outer4(places, x, xAt + i * LANES, xStep, d, dAt, dBlock, g, gAt + i * padded, padded);
        }
        for (; i <= run - 3; i += 3) {
            outer3(places, x, xAt + i * LANES, xStep, d, dAt, dBlock, g, gAt + i * padded, padded);
        }
        for (; i <= run - 2; i += 2) {
            outer2(places, x, xAt + i * LANES, xStep, d, dAt, dBlock, g, gAt + i * padded, padded);
        }
        for (; i <= run - 1; i += 1) {
            outer1(places, x, xAt + i * LANES, xStep, d, dAt, dBlock, g, gAt + i * padded, padded);
        }
    }

    private static void outer12(
            int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock, float[] g, int gAt, int gRow) {
        int o = 0;
        for (; o <= gRow - 2 * LENGTH; o += 2 * LENGTH) {
            outer12x2(places, x, xAt, xStep, d, dAt, dBlock, o, g, gAt + o, gRow);
        }
        for (; o <= gRow - LENGTH; o += LENGTH) {
            outer12x1(places, x, xAt, xStep, d, dAt, dBlock, o, g, gAt + o, gRow);
        }
    }

    private static void outer6(
            int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock, float[] g, int gAt, int gRow) {
        int o = 0;
        for (; o <= gRow - 2 * LENGTH; o += 2 * LENGTH) {
            outer6x2(places, x, xAt, xStep, d, dAt, dBlock, o, g, gAt + o, gRow);
        }
        for (; o <= gRow - LENGTH; o += LENGTH) {
            outer6x1(places, x, xAt, xStep, d, dAt, dBlock, o, g, gAt + o, gRow);
        }
    }

    private static void outer4(
            int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock, float[] g, int gAt, int gRow) {
        int o = 0;
        for (; o <= gRow - 2 * LENGTH; o += 2 * LENGTH) {
            outer4x2(places, x, xAt, xStep, d, dAt, dBlock, o, g, gAt + o, gRow);
        }
        for (; o <= gRow - LENGTH; o += LENGTH) {
            outer4x1(places, x, xAt, xStep, d, dAt, dBlock, o, g, gAt + o, gRow);
        }
    }

    private static void outer3(
            int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock, float[] g, int gAt, int gRow) {
        int o = 0;
        for (; o <= gRow - 2 * LENGTH; o += 2 * LENGTH) {
            outer3x2(places, x, xAt, xStep, d, dAt, dBlock, o, g, gAt + o, gRow);
        }
        for (; o <= gRow - LENGTH; o += LENGTH) {
            outer3x1(places, x, xAt, xStep, d, dAt, dBlock, o, g, gAt + o, gRow);
        }
    }

    private static void outer2(
            int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock, float[] g, int gAt, int gRow) {
        int o = 0;
        for (; o <= gRow - 2 * LENGTH; o += 2 * LENGTH) {
            outer2x2(places, x, xAt, xStep, d, dAt, dBlock, o, g, gAt + o, gRow);
        }
        for (; o <= gRow - LENGTH; o += LENGTH) {
            outer2x1(places, x, xAt, xStep, d, dAt, dBlock, o, g, gAt + o, gRow);
        }
    }

    private static void outer1(
            int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock, float[] g, int gAt, int gRow) {
        int o = 0;
        for (; o <= gRow - 2 * LENGTH; o += 2 * LENGTH) {
            outer1x2(places, x, xAt, xStep, d, dAt, dBlock, o, g, gAt + o, gRow);
        }
        for (; o <= gRow - LENGTH; o += LENGTH) {
            outer1x1(places, x, xAt, xStep, d, dAt, dBlock, o, g, gAt + o, gRow);
        }
    }

    /// See `Kernels.outerInLanes`; one row of the window.
    public static void inLanes(
            int run, int outputs, int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dStep,
            float[] g, int gAt) {
        int gRow = outputs * LANES;
        for (int o = 0; o < gRow; o += LENGTH) {
            int lane = o % LANES;
            int i = 0;
            for (; i <= run - 8; i += 8) {
                lanes8(places, x, xAt + i * LANES + lane, xStep, d, dAt + o, dStep, g, gAt + i * gRow + o, gRow);
            }
            for (; i <= run - 1; i += 1) {
                lanes1(places, x, xAt + i * LANES + lane, xStep, d, dAt + o, dStep, g, gAt + i * gRow + o, gRow);
            }
        }
    }

    private static void outer12x2(
            int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock, int o0,
            float[] g, int gAt, int gRow) {
        int o1 = o0 + LENGTH;
        int d0 = dAt + o0 / LANES * dBlock + o0 % LANES;
        int d1 = dAt + o1 / LANES * dBlock + o1 % LANES;
        var a0x0 = FloatVector.fromArray(SPECIES, g, gAt);
        var a0x1 = FloatVector.fromArray(SPECIES, g, gAt + LENGTH);
        var a1x0 = FloatVector.fromArray(SPECIES, g, gAt + gRow);
        var a1x1 = FloatVector.fromArray(SPECIES, g, gAt + gRow + LENGTH);
        var a2x0 = FloatVector.fromArray(SPECIES, g, gAt + 2 * gRow);
        var a2x1 = FloatVector.fromArray(SPECIES, g, gAt + 2 * gRow + LENGTH);
        var a3x0 = FloatVector.fromArray(SPECIES, g, gAt + 3 * gRow);
        var a3x1 = FloatVector.fromArray(SPECIES, g, gAt + 3 * gRow + LENGTH);
        var a4x0 = FloatVector.fromArray(SPECIES, g, gAt + 4 * gRow);
        var a4x1 = FloatVector.fromArray(SPECIES, g, gAt + 4 * gRow + LENGTH);
        var a5x0 = FloatVector.fromArray(SPECIES, g, gAt + 5 * gRow);
        var a5x1 = FloatVector.fromArray(SPECIES, g, gAt + 5 * gRow + LENGTH);
        var a6x0 = FloatVector.fromArray(SPECIES, g, gAt + 6 * gRow);
        var a6x1 = FloatVector.fromArray(SPECIES, g, gAt + 6 * gRow + LENGTH);
        var a7x0 = FloatVector.fromArray(SPECIES, g, gAt + 7 * gRow);
        var a7x1 = FloatVector.fromArray(SPECIES, g, gAt + 7 * gRow + LENGTH);
        var a8x0 = FloatVector.fromArray(SPECIES, g, gAt + 8 * gRow);
        var a8x1 = FloatVector.fromArray(SPECIES, g, gAt + 8 * gRow + LENGTH);
        var a9x0 = FloatVector.fromArray(SPECIES, g, gAt + 9 * gRow);
        var a9x1 = FloatVector.fromArray(SPECIES, g, gAt + 9 * gRow + LENGTH);
        var a10x0 = FloatVector.fromArray(SPECIES, g, gAt + 10 * gRow);
        var a10x1 = FloatVector.fromArray(SPECIES, g, gAt + 10 * gRow + LENGTH);
        var a11x0 = FloatVector.fromArray(SPECIES, g, gAt + 11 * gRow);
        var a11x1 = FloatVector.fromArray(SPECIES, g, gAt + 11 * gRow + LENGTH);
        for (int p = 0; p < places; p++) {
            int samples = xAt + p * xStep;
            int gradient0 = d0 + p * BLOCK;
            int gradient1 = d1 + p * BLOCK;
            for (int s = 0; s < LANES; s++) {
                var d0x = FloatVector.fromArray(SPECIES, d, gradient0 + s * LANES);
                var d1x = FloatVector.fromArray(SPECIES, d, gradient1 + s * LANES);
                var x0 = FloatVector.broadcast(SPECIES, x[samples + s]);
                a0x0 = d0x.fma(x0, a0x0);
                a0x1 = d1x.fma(x0, a0x1);
                var x1 = FloatVector.broadcast(SPECIES, x[samples + s + LANES]);
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
        a0x0.intoArray(g, gAt);
        a0x1.intoArray(g, gAt + LENGTH);
        a1x0.intoArray(g, gAt + gRow);
        a1x1.intoArray(g, gAt + gRow + LENGTH);
        a2x0.intoArray(g, gAt + 2 * gRow);
        a2x1.intoArray(g, gAt + 2 * gRow + LENGTH);
        a3x0.intoArray(g, gAt + 3 * gRow);
        a3x1.intoArray(g, gAt + 3 * gRow + LENGTH);
        a4x0.intoArray(g, gAt + 4 * gRow);
        a4x1.intoArray(g, gAt + 4 * gRow + LENGTH);
        a5x0.intoArray(g, gAt + 5 * gRow);
        a5x1.intoArray(g, gAt + 5 * gRow + LENGTH);
        a6x0.intoArray(g, gAt + 6 * gRow);
        a6x1.intoArray(g, gAt + 6 * gRow + LENGTH);
        a7x0.intoArray(g, gAt + 7 * gRow);
        a7x1.intoArray(g, gAt + 7 * gRow + LENGTH);
        a8x0.intoArray(g, gAt + 8 * gRow);
        a8x1.intoArray(g, gAt + 8 * gRow + LENGTH);
        a9x0.intoArray(g, gAt + 9 * gRow);
        a9x1.intoArray(g, gAt + 9 * gRow + LENGTH);
        a10x0.intoArray(g, gAt + 10 * gRow);
        a10x1.intoArray(g, gAt + 10 * gRow + LENGTH);
        a11x0.intoArray(g, gAt + 11 * gRow);
        a11x1.intoArray(g, gAt + 11 * gRow + LENGTH);
    }

    private static void outer12x1(
            int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock, int o0,
            float[] g, int gAt, int gRow) {
        int d0 = dAt + o0 / LANES * dBlock + o0 % LANES;
        var a0x0 = FloatVector.fromArray(SPECIES, g, gAt);
        var a1x0 = FloatVector.fromArray(SPECIES, g, gAt + gRow);
        var a2x0 = FloatVector.fromArray(SPECIES, g, gAt + 2 * gRow);
        var a3x0 = FloatVector.fromArray(SPECIES, g, gAt + 3 * gRow);
        var a4x0 = FloatVector.fromArray(SPECIES, g, gAt + 4 * gRow);
        var a5x0 = FloatVector.fromArray(SPECIES, g, gAt + 5 * gRow);
        var a6x0 = FloatVector.fromArray(SPECIES, g, gAt + 6 * gRow);
        var a7x0 = FloatVector.fromArray(SPECIES, g, gAt + 7 * gRow);
        var a8x0 = FloatVector.fromArray(SPECIES, g, gAt + 8 * gRow);
        var a9x0 = FloatVector.fromArray(SPECIES, g, gAt + 9 * gRow);
        var a10x0 = FloatVector.fromArray(SPECIES, g, gAt + 10 * gRow);
        var a11x0 = FloatVector.fromArray(SPECIES, g, gAt + 11 * gRow);
        for (int p = 0; p < places; p++) {
            int samples = xAt + p * xStep;
            int gradient0 = d0 + p * BLOCK;
            for (int s = 0; s < LANES; s++) {
                var d0x = FloatVector.fromArray(SPECIES, d, gradient0 + s * LANES);
                var x0 = FloatVector.broadcast(SPECIES, x[samples + s]);
                a0x0 = d0x.fma(x0, a0x0);
                var x1 = FloatVector.broadcast(SPECIES, x[samples + s + LANES]);
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
        a0x0.intoArray(g, gAt);
        a1x0.intoArray(g, gAt + gRow);
        a2x0.intoArray(g, gAt + 2 * gRow);
        a3x0.intoArray(g, gAt + 3 * gRow);
        a4x0.intoArray(g, gAt + 4 * gRow);
        a5x0.intoArray(g, gAt + 5 * gRow);
        a6x0.intoArray(g, gAt + 6 * gRow);
        a7x0.intoArray(g, gAt + 7 * gRow);
        a8x0.intoArray(g, gAt + 8 * gRow);
        a9x0.intoArray(g, gAt + 9 * gRow);
        a10x0.intoArray(g, gAt + 10 * gRow);
        a11x0.intoArray(g, gAt + 11 * gRow);
    }

    private static void outer6x2(
            int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock, int o0,
            float[] g, int gAt, int gRow) {
        int o1 = o0 + LENGTH;
        int d0 = dAt + o0 / LANES * dBlock + o0 % LANES;
        int d1 = dAt + o1 / LANES * dBlock + o1 % LANES;
        var a0x0 = FloatVector.fromArray(SPECIES, g, gAt);
        var a0x1 = FloatVector.fromArray(SPECIES, g, gAt + LENGTH);
        var a1x0 = FloatVector.fromArray(SPECIES, g, gAt + gRow);
        var a1x1 = FloatVector.fromArray(SPECIES, g, gAt + gRow + LENGTH);
        var a2x0 = FloatVector.fromArray(SPECIES, g, gAt + 2 * gRow);
        var a2x1 = FloatVector.fromArray(SPECIES, g, gAt + 2 * gRow + LENGTH);
        var a3x0 = FloatVector.fromArray(SPECIES, g, gAt + 3 * gRow);
        var a3x1 = FloatVector.fromArray(SPECIES, g, gAt + 3 * gRow + LENGTH);
        var a4x0 = FloatVector.fromArray(SPECIES, g, gAt + 4 * gRow);
        var a4x1 = FloatVector.fromArray(SPECIES, g, gAt + 4 * gRow + LENGTH);
        var a5x0 = FloatVector.fromArray(SPECIES, g, gAt + 5 * gRow);
        var a5x1 = FloatVector.fromArray(SPECIES, g, gAt + 5 * gRow + LENGTH);
        for (int p = 0; p < places; p++) {
            int samples = xAt + p * xStep;
            int gradient0 = d0 + p * BLOCK;
            int gradient1 = d1 + p * BLOCK;
            for (int s = 0; s < LANES; s++) {
                var d0x = FloatVector.fromArray(SPECIES, d, gradient0 + s * LANES);
                var d1x = FloatVector.fromArray(SPECIES, d, gradient1 + s * LANES);
                var x0 = FloatVector.broadcast(SPECIES, x[samples + s]);
                a0x0 = d0x.fma(x0, a0x0);
                a0x1 = d1x.fma(x0, a0x1);
                var x1 = FloatVector.broadcast(SPECIES, x[samples + s + LANES]);
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
        a0x0.intoArray(g, gAt);
        a0x1.intoArray(g, gAt + LENGTH);
        a1x0.intoArray(g, gAt + gRow);
        a1x1.intoArray(g, gAt + gRow + LENGTH);
        a2x0.intoArray(g, gAt + 2 * gRow);
        a2x1.intoArray(g, gAt + 2 * gRow + LENGTH);
        a3x0.intoArray(g, gAt + 3 * gRow);
        a3x1.intoArray(g, gAt + 3 * gRow + LENGTH);
        a4x0.intoArray(g, gAt + 4 * gRow);
        a4x1.intoArray(g, gAt + 4 * gRow + LENGTH);
        a5x0.intoArray(g, gAt + 5 * gRow);
        a5x1.intoArray(g, gAt + 5 * gRow + LENGTH);
    }

    private static void outer6x1(
            int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock, int o0,
            float[] g, int gAt, int gRow) {
        int d0 = dAt + o0 / LANES * dBlock + o0 % LANES;
        var a0x0 = FloatVector.fromArray(SPECIES, g, gAt);
        var a1x0 = FloatVector.fromArray(SPECIES, g, gAt + gRow);
        var a2x0 = FloatVector.fromArray(SPECIES, g, gAt + 2 * gRow);
        var a3x0 = FloatVector.fromArray(SPECIES, g, gAt + 3 * gRow);
        var a4x0 = FloatVector.fromArray(SPECIES, g, gAt + 4 * gRow);
        var a5x0 = FloatVector.fromArray(SPECIES, g, gAt + 5 * gRow);
        for (int p = 0; p < places; p++) {
            int samples = xAt + p * xStep;
            int gradient0 = d0 + p * BLOCK;
            for (int s = 0; s < LANES; s++) {
                var d0x = FloatVector.fromArray(SPECIES, d, gradient0 + s * LANES);
                var x0 = FloatVector.broadcast(SPECIES, x[samples + s]);
                a0x0 = d0x.fma(x0, a0x0);
                var x1 = FloatVector.broadcast(SPECIES, x[samples + s + LANES]);
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
        a0x0.intoArray(g, gAt);
        a1x0.intoArray(g, gAt + gRow);
        a2x0.intoArray(g, gAt + 2 * gRow);
        a3x0.intoArray(g, gAt + 3 * gRow);
        a4x0.intoArray(g, gAt + 4 * gRow);
        a5x0.intoArray(g, gAt + 5 * gRow);
    }

    private static void outer4x2(
            int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock, int o0,
            float[] g, int gAt, int gRow) {
        int o1 = o0 + LENGTH;
        int d0 = dAt + o0 / LANES * dBlock + o0 % LANES;
        int d1 = dAt + o1 / LANES * dBlock + o1 % LANES;
        var a0x0 = FloatVector.fromArray(SPECIES, g, gAt);
        var a0x1 = FloatVector.fromArray(SPECIES, g, gAt + LENGTH);
        var a1x0 = FloatVector.fromArray(SPECIES, g, gAt + gRow);
        var a1x1 = FloatVector.fromArray(SPECIES, g, gAt + gRow + LENGTH);
        var a2x0 = FloatVector.fromArray(SPECIES, g, gAt + 2 * gRow);
        var a2x1 = FloatVector.fromArray(SPECIES, g, gAt + 2 * gRow + LENGTH);
        var a3x0 = FloatVector.fromArray(SPECIES, g, gAt + 3 * gRow);
        var a3x1 = FloatVector.fromArray(SPECIES, g, gAt + 3 * gRow + LENGTH);
        for (int p = 0; p < places; p++) {
            int samples = xAt + p * xStep;
            int gradient0 = d0 + p * BLOCK;
            int gradient1 = d1 + p * BLOCK;
            for (int s = 0; s < LANES; s++) {
                var d0x = FloatVector.fromArray(SPECIES, d, gradient0 + s * LANES);
                var d1x = FloatVector.fromArray(SPECIES, d, gradient1 + s * LANES);
                var x0 = FloatVector.broadcast(SPECIES, x[samples + s]);
                a0x0 = d0x.fma(x0, a0x0);
                a0x1 = d1x.fma(x0, a0x1);
                var x1 = FloatVector.broadcast(SPECIES, x[samples + s + LANES]);
                a1x0 = d0x.fma(x1, a1x0);
                a1x1 = d1x.fma(x1, a1x1);
                var x2 = FloatVector.broadcast(SPECIES, x[samples + s + 2 * LANES]);
                a2x0 = d0x.fma(x2, a2x0);
                a2x1 = d1x.fma(x2, a2x1);
                var x3 = FloatVector.broadcast(SPECIES, x[samples + s + 3 * LANES]);
                a3x0 = d0x.fma(x3, a3x0);
                a3x1 = d1x.fma(x3, a3x1);
            }
        }
        a0x0.intoArray(g, gAt);
        a0x1.intoArray(g, gAt + LENGTH);
        a1x0.intoArray(g, gAt + gRow);
        a1x1.intoArray(g, gAt + gRow + LENGTH);
        a2x0.intoArray(g, gAt + 2 * gRow);
        a2x1.intoArray(g, gAt + 2 * gRow + LENGTH);
        a3x0.intoArray(g, gAt + 3 * gRow);
        a3x1.intoArray(g, gAt + 3 * gRow + LENGTH);
    }

    private static void outer4x1(
            int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock, int o0,
            float[] g, int gAt, int gRow) {
        int d0 = dAt + o0 / LANES * dBlock + o0 % LANES;
        var a0x0 = FloatVector.fromArray(SPECIES, g, gAt);
        var a1x0 = FloatVector.fromArray(SPECIES, g, gAt + gRow);
        var a2x0 = FloatVector.fromArray(SPECIES, g, gAt + 2 * gRow);
        var a3x0 = FloatVector.fromArray(SPECIES, g, gAt + 3 * gRow);
        for (int p = 0; p < places; p++) {
            int samples = xAt + p * xStep;
            int gradient0 = d0 + p * BLOCK;
            for (int s = 0; s < LANES; s++) {
                var d0x = FloatVector.fromArray(SPECIES, d, gradient0 + s * LANES);
                var x0 = FloatVector.broadcast(SPECIES, x[samples + s]);
                a0x0 = d0x.fma(x0, a0x0);
                var x1 = FloatVector.broadcast(SPECIES, x[samples + s + LANES]);
                a1x0 = d0x.fma(x1, a1x0);
                var x2 = FloatVector.broadcast(SPECIES, x[samples + s + 2 * LANES]);
                a2x0 = d0x.fma(x2, a2x0);
                var x3 = FloatVector.broadcast(SPECIES, x[samples + s + 3 * LANES]);
                a3x0 = d0x.fma(x3, a3x0);
            }
        }
        a0x0.intoArray(g, gAt);
        a1x0.intoArray(g, gAt + gRow);
        a2x0.intoArray(g, gAt + 2 * gRow);
        a3x0.intoArray(g, gAt + 3 * gRow);
    }

    private static void outer3x2(
            int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock, int o0,
            float[] g, int gAt, int gRow) {
        int o1 = o0 + LENGTH;
        int d0 = dAt + o0 / LANES * dBlock + o0 % LANES;
        int d1 = dAt + o1 / LANES * dBlock + o1 % LANES;
        var a0x0 = FloatVector.fromArray(SPECIES, g, gAt);
        var a0x1 = FloatVector.fromArray(SPECIES, g, gAt + LENGTH);
        var a1x0 = FloatVector.fromArray(SPECIES, g, gAt + gRow);
        var a1x1 = FloatVector.fromArray(SPECIES, g, gAt + gRow + LENGTH);
        var a2x0 = FloatVector.fromArray(SPECIES, g, gAt + 2 * gRow);
        var a2x1 = FloatVector.fromArray(SPECIES, g, gAt + 2 * gRow + LENGTH);
        for (int p = 0; p < places; p++) {
            int samples = xAt + p * xStep;
            int gradient0 = d0 + p * BLOCK;
            int gradient1 = d1 + p * BLOCK;
            for (int s = 0; s < LANES; s++) {
                var d0x = FloatVector.fromArray(SPECIES, d, gradient0 + s * LANES);
                var d1x = FloatVector.fromArray(SPECIES, d, gradient1 + s * LANES);
                var x0 = FloatVector.broadcast(SPECIES, x[samples + s]);
                a0x0 = d0x.fma(x0, a0x0);
                a0x1 = d1x.fma(x0, a0x1);
                var x1 = FloatVector.broadcast(SPECIES, x[samples + s + LANES]);
                a1x0 = d0x.fma(x1, a1x0);
                a1x1 = d1x.fma(x1, a1x1);
                var x2 = FloatVector.broadcast(SPECIES, x[samples + s + 2 * LANES]);
                a2x0 = d0x.fma(x2, a2x0);
                a2x1 = d1x.fma(x2, a2x1);
            }
        }
        a0x0.intoArray(g, gAt);
        a0x1.intoArray(g, gAt + LENGTH);
        a1x0.intoArray(g, gAt + gRow);
        a1x1.intoArray(g, gAt + gRow + LENGTH);
        a2x0.intoArray(g, gAt + 2 * gRow);
        a2x1.intoArray(g, gAt + 2 * gRow + LENGTH);
    }

    private static void outer3x1(
            int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock, int o0,
            float[] g, int gAt, int gRow) {
        int d0 = dAt + o0 / LANES * dBlock + o0 % LANES;
        var a0x0 = FloatVector.fromArray(SPECIES, g, gAt);
        var a1x0 = FloatVector.fromArray(SPECIES, g, gAt + gRow);
        var a2x0 = FloatVector.fromArray(SPECIES, g, gAt + 2 * gRow);
        for (int p = 0; p < places; p++) {
            int samples = xAt + p * xStep;
            int gradient0 = d0 + p * BLOCK;
            for (int s = 0; s < LANES; s++) {
                var d0x = FloatVector.fromArray(SPECIES, d, gradient0 + s * LANES);
                var x0 = FloatVector.broadcast(SPECIES, x[samples + s]);
                a0x0 = d0x.fma(x0, a0x0);
                var x1 = FloatVector.broadcast(SPECIES, x[samples + s + LANES]);
                a1x0 = d0x.fma(x1, a1x0);
                var x2 = FloatVector.broadcast(SPECIES, x[samples + s + 2 * LANES]);
                a2x0 = d0x.fma(x2, a2x0);
            }
        }
        a0x0.intoArray(g, gAt);
        a1x0.intoArray(g, gAt + gRow);
        a2x0.intoArray(g, gAt + 2 * gRow);
    }

    private static void outer2x2(
            int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock, int o0,
            float[] g, int gAt, int gRow) {
        int o1 = o0 + LENGTH;
        int d0 = dAt + o0 / LANES * dBlock + o0 % LANES;
        int d1 = dAt + o1 / LANES * dBlock + o1 % LANES;
        var a0x0 = FloatVector.fromArray(SPECIES, g, gAt);
        var a0x1 = FloatVector.fromArray(SPECIES, g, gAt + LENGTH);
        var a1x0 = FloatVector.fromArray(SPECIES, g, gAt + gRow);
        var a1x1 = FloatVector.fromArray(SPECIES, g, gAt + gRow + LENGTH);
        for (int p = 0; p < places; p++) {
            int samples = xAt + p * xStep;
            int gradient0 = d0 + p * BLOCK;
            int gradient1 = d1 + p * BLOCK;
            for (int s = 0; s < LANES; s++) {
                var d0x = FloatVector.fromArray(SPECIES, d, gradient0 + s * LANES);
                var d1x = FloatVector.fromArray(SPECIES, d, gradient1 + s * LANES);
                var x0 = FloatVector.broadcast(SPECIES, x[samples + s]);
                a0x0 = d0x.fma(x0, a0x0);
                a0x1 = d1x.fma(x0, a0x1);
                var x1 = FloatVector.broadcast(SPECIES, x[samples + s + LANES]);
                a1x0 = d0x.fma(x1, a1x0);
                a1x1 = d1x.fma(x1, a1x1);
            }
        }
        a0x0.intoArray(g, gAt);
        a0x1.intoArray(g, gAt + LENGTH);
        a1x0.intoArray(g, gAt + gRow);
        a1x1.intoArray(g, gAt + gRow + LENGTH);
    }

    private static void outer2x1(
            int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock, int o0,
            float[] g, int gAt, int gRow) {
        int d0 = dAt + o0 / LANES * dBlock + o0 % LANES;
        var a0x0 = FloatVector.fromArray(SPECIES, g, gAt);
        var a1x0 = FloatVector.fromArray(SPECIES, g, gAt + gRow);
        for (int p = 0; p < places; p++) {
            int samples = xAt + p * xStep;
            int gradient0 = d0 + p * BLOCK;
            for (int s = 0; s < LANES; s++) {
                var d0x = FloatVector.fromArray(SPECIES, d, gradient0 + s * LANES);
                var x0 = FloatVector.broadcast(SPECIES, x[samples + s]);
                a0x0 = d0x.fma(x0, a0x0);
                var x1 = FloatVector.broadcast(SPECIES, x[samples + s + LANES]);
                a1x0 = d0x.fma(x1, a1x0);
            }
        }
        a0x0.intoArray(g, gAt);
        a1x0.intoArray(g, gAt + gRow);
    }

    private static void outer1x2(
            int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock, int o0,
            float[] g, int gAt, int gRow) {
        int o1 = o0 + LENGTH;
        int d0 = dAt + o0 / LANES * dBlock + o0 % LANES;
        int d1 = dAt + o1 / LANES * dBlock + o1 % LANES;
        var a0x0 = FloatVector.fromArray(SPECIES, g, gAt);
        var a0x1 = FloatVector.fromArray(SPECIES, g, gAt + LENGTH);
        for (int p = 0; p < places; p++) {
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
        a0x0.intoArray(g, gAt);
        a0x1.intoArray(g, gAt + LENGTH);
    }

    private static void outer1x1(
            int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dBlock, int o0,
            float[] g, int gAt, int gRow) {
        int d0 = dAt + o0 / LANES * dBlock + o0 % LANES;
        var a0x0 = FloatVector.fromArray(SPECIES, g, gAt);
        for (int p = 0; p < places; p++) {
            int samples = xAt + p * xStep;
            int gradient0 = d0 + p * BLOCK;
            for (int s = 0; s < LANES; s++) {
                var d0x = FloatVector.fromArray(SPECIES, d, gradient0 + s * LANES);
                var x0 = FloatVector.broadcast(SPECIES, x[samples + s]);
                a0x0 = d0x.fma(x0, a0x0);
            }
        }
        a0x0.intoArray(g, gAt);
    }

    private static void lanes8(
            int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dStep, float[] g, int gAt, int gRow) {
        var a0 = FloatVector.fromArray(SPECIES, g, gAt);
        var a1 = FloatVector.fromArray(SPECIES, g, gAt + gRow);
        var a2 = FloatVector.fromArray(SPECIES, g, gAt + 2 * gRow);
        var a3 = FloatVector.fromArray(SPECIES, g, gAt + 3 * gRow);
        var a4 = FloatVector.fromArray(SPECIES, g, gAt + 4 * gRow);
        var a5 = FloatVector.fromArray(SPECIES, g, gAt + 5 * gRow);
        var a6 = FloatVector.fromArray(SPECIES, g, gAt + 6 * gRow);
        var a7 = FloatVector.fromArray(SPECIES, g, gAt + 7 * gRow);
        for (int p = 0; p < places; p++) {
            int source = xAt + p * xStep;
            var gradient = FloatVector.fromArray(SPECIES, d, dAt + p * dStep);
            a0 = FloatVector.fromArray(SPECIES, x, source).fma(gradient, a0);
            a1 = FloatVector.fromArray(SPECIES, x, source + LANES).fma(gradient, a1);
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
            int places, float[] x, int xAt, int xStep, float[] d, int dAt, int dStep, float[] g, int gAt, int gRow) {
        var a0 = FloatVector.fromArray(SPECIES, g, gAt);
        for (int p = 0; p < places; p++) {
            int source = xAt + p * xStep;
            var gradient = FloatVector.fromArray(SPECIES, d, dAt + p * dStep);
            a0 = FloatVector.fromArray(SPECIES, x, source).fma(gradient, a0);
        }
        a0.intoArray(g, gAt);
    }
}
