package dev.hourglass.internal.kernel.tile;

import static dev.hourglass.internal.kernel.Kernels.LANES;
import static dev.hourglass.internal.kernel.tile.Vectors.LENGTH;
import static dev.hourglass.internal.kernel.tile.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;

// Written by TileWriter: change its table or its templates, not this file.

/// The multiply-accumulate tiles of `Kernels.correlate` with the Vector API: `tileRxP` holds R outputs at P places in
/// registers, `tileRxPofB` R of the B outputs of a packed block. `wide` is for vectors of 16 floats; with narrower ones
/// the vectors of a panel, which are an even number, are the places of a tile, and `narrow` goes from one panel to the next.
///
/// Small static methods with primitive arguments, indices of the form base + k * constant: so the JIT keeps the
/// accumulators in registers and drops the range checks. All tiles have the same parameters.
@SuppressWarnings("UnusedVariable")
public final class CorrelationTiles {
    private CorrelationTiles() {}

    /// One block of outputs at all places, which are `xStep` apart in `x` and `yStep` in `y`. A place reads `rows` runs
    /// of `run` features, which are `line` apart.
    public static void wide(
            int outputs, int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        switch (outputs) {
            case 12 -> wide12(places, rows, run, line, w, wAt, x, xAt, xStep, y, yAt, yStep, floor);
            case 8 -> wide8(places, rows, run, line, w, wAt, x, xAt, xStep, y, yAt, yStep, floor);
            case 4 -> wide4(places, rows, run, line, w, wAt, x, xAt, xStep, y, yAt, yStep, floor);
            case 2 -> wide2(places, rows, run, line, w, wAt, x, xAt, xStep, y, yAt, yStep, floor);
            case 1 -> wide1(places, rows, run, line, w, wAt, x, xAt, xStep, y, yAt, yStep, floor);
            default -> throw new IllegalArgumentException("a block of " + outputs + " outputs has no tiles");
        }
    }

    /// One block of outputs at all places, which are `xStep` apart in `x` and `yStep` in `y`. A place reads `rows` runs
    /// of `run` features, which are `line` apart.
    public static void narrow(
            int outputs, int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        switch (outputs) {
            case 8 -> narrow8(places, rows, run, line, w, wAt, x, xAt, xStep, y, yAt, yStep, floor);
            case 4 -> narrow4(places, rows, run, line, w, wAt, x, xAt, xStep, y, yAt, yStep, floor);
            case 2 -> narrow2(places, rows, run, line, w, wAt, x, xAt, xStep, y, yAt, yStep, floor);
            case 1 -> narrow1(places, rows, run, line, w, wAt, x, xAt, xStep, y, yAt, yStep, floor);
            default -> throw new IllegalArgumentException("a block of " + outputs + " outputs has no tiles");
        }
    }

    private static void wide12(
            int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        int p = 0;
        for (; p <= places - 2; p += 2) {
            tile12x2(rows, run, line, w, wAt, x, xAt + p * xStep, xStep,
                    y, yAt + p * yStep, yStep, floor);
        }
        for (; p <= places - 1; p += 1) {
            tile12x1(rows, run, line, w, wAt, x, xAt + p * xStep, xStep,
                    y, yAt + p * yStep, yStep, floor);
        }
    }

    private static void wide8(
            int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        int p = 0;
        for (; p <= places - 2; p += 2) {
            tile8x2(rows, run, line, w, wAt, x, xAt + p * xStep, xStep,
                    y, yAt + p * yStep, yStep, floor);
        }
        for (; p <= places - 1; p += 1) {
            tile8x1(rows, run, line, w, wAt, x, xAt + p * xStep, xStep,
                    y, yAt + p * yStep, yStep, floor);
        }
    }

    private static void wide4(
            int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        int p = 0;
        for (; p <= places - 4; p += 4) {
            tile4x4(rows, run, line, w, wAt, x, xAt + p * xStep, xStep,
                    y, yAt + p * yStep, yStep, floor);
        }
        for (; p <= places - 1; p += 1) {
            tile4x1(rows, run, line, w, wAt, x, xAt + p * xStep, xStep,
                    y, yAt + p * yStep, yStep, floor);
        }
    }

    private static void wide2(
            int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        int p = 0;
        for (; p <= places - 4; p += 4) {
            tile2x4(rows, run, line, w, wAt, x, xAt + p * xStep, xStep,
                    y, yAt + p * yStep, yStep, floor);
        }
        for (; p <= places - 1; p += 1) {
            tile2x1(rows, run, line, w, wAt, x, xAt + p * xStep, xStep,
                    y, yAt + p * yStep, yStep, floor);
        }
    }

    private static void wide1(
            int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        int p = 0;
        for (; p <= places - 8; p += 8) {
            tile1x8(rows, run, line, w, wAt, x, xAt + p * xStep, xStep,
                    y, yAt + p * yStep, yStep, floor);
        }
        for (; p <= places - 1; p += 1) {
            tile1x1(rows, run, line, w, wAt, x, xAt + p * xStep, xStep,
                    y, yAt + p * yStep, yStep, floor);
        }
    }

    private static void narrow8(
            int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        for (int p = 0; p < places; p++) {
            for (int lane = 0; lane < LANES; lane += 2 * LENGTH) {
                tile4x2of8(rows, run, line, w, wAt, x, xAt + p * xStep + lane, LENGTH,
                        y, yAt + p * yStep + lane, LENGTH, floor);
                tile4x2of8(rows, run, line, w, wAt + 4, x, xAt + p * xStep + lane, LENGTH,
                        y, yAt + p * yStep + lane + 4 * LANES, LENGTH, floor);
            }
        }
    }

    private static void narrow4(
            int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        for (int p = 0; p < places; p++) {
            for (int lane = 0; lane < LANES; lane += 2 * LENGTH) {
                tile4x2(rows, run, line, w, wAt, x, xAt + p * xStep + lane, LENGTH,
                        y, yAt + p * yStep + lane, LENGTH, floor);
            }
        }
    }

    private static void narrow2(
            int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        for (int p = 0; p < places; p++) {
            for (int lane = 0; lane < LANES; lane += 2 * LENGTH) {
                tile2x2(rows, run, line, w, wAt, x, xAt + p * xStep + lane, LENGTH,
                        y, yAt + p * yStep + lane, LENGTH, floor);
            }
        }
    }

    private static void narrow1(
            int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        for (int p = 0; p < places; p++) {
            for (int lane = 0; lane < LANES; lane += 2 * LENGTH) {
                tile1x2(rows, run, line, w, wAt, x, xAt + p * xStep + lane, LENGTH,
                        y, yAt + p * yStep + lane, LENGTH, floor);
            }
        }
    }

    private static void tile12x2(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.broadcast(SPECIES, w[wAt]);
        var a0x1 = a0x0;
        var a1x0 = FloatVector.broadcast(SPECIES, w[wAt + 1]);
        var a1x1 = a1x0;
        var a2x0 = FloatVector.broadcast(SPECIES, w[wAt + 2]);
        var a2x1 = a2x0;
        var a3x0 = FloatVector.broadcast(SPECIES, w[wAt + 3]);
        var a3x1 = a3x0;
        var a4x0 = FloatVector.broadcast(SPECIES, w[wAt + 4]);
        var a4x1 = a4x0;
        var a5x0 = FloatVector.broadcast(SPECIES, w[wAt + 5]);
        var a5x1 = a5x0;
        var a6x0 = FloatVector.broadcast(SPECIES, w[wAt + 6]);
        var a6x1 = a6x0;
        var a7x0 = FloatVector.broadcast(SPECIES, w[wAt + 7]);
        var a7x1 = a7x0;
        var a8x0 = FloatVector.broadcast(SPECIES, w[wAt + 8]);
        var a8x1 = a8x0;
        var a9x0 = FloatVector.broadcast(SPECIES, w[wAt + 9]);
        var a9x1 = a9x0;
        var a10x0 = FloatVector.broadcast(SPECIES, w[wAt + 10]);
        var a10x1 = a10x0;
        var a11x0 = FloatVector.broadcast(SPECIES, w[wAt + 11]);
        var a11x1 = a11x0;
        int weights = wAt + 12;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row0 + k * LANES);
                var x1 = FloatVector.fromArray(SPECIES, x, row1 + k * LANES);
                var w0 = FloatVector.broadcast(SPECIES, w[weights + k * 12]);
                a0x0 = x0.fma(w0, a0x0);
                a0x1 = x1.fma(w0, a0x1);
                var w1 = FloatVector.broadcast(SPECIES, w[weights + k * 12 + 1]);
                a1x0 = x0.fma(w1, a1x0);
                a1x1 = x1.fma(w1, a1x1);
                var w2 = FloatVector.broadcast(SPECIES, w[weights + k * 12 + 2]);
                a2x0 = x0.fma(w2, a2x0);
                a2x1 = x1.fma(w2, a2x1);
                var w3 = FloatVector.broadcast(SPECIES, w[weights + k * 12 + 3]);
                a3x0 = x0.fma(w3, a3x0);
                a3x1 = x1.fma(w3, a3x1);
                var w4 = FloatVector.broadcast(SPECIES, w[weights + k * 12 + 4]);
                a4x0 = x0.fma(w4, a4x0);
                a4x1 = x1.fma(w4, a4x1);
                var w5 = FloatVector.broadcast(SPECIES, w[weights + k * 12 + 5]);
                a5x0 = x0.fma(w5, a5x0);
                a5x1 = x1.fma(w5, a5x1);
                var w6 = FloatVector.broadcast(SPECIES, w[weights + k * 12 + 6]);
                a6x0 = x0.fma(w6, a6x0);
                a6x1 = x1.fma(w6, a6x1);
                var w7 = FloatVector.broadcast(SPECIES, w[weights + k * 12 + 7]);
                a7x0 = x0.fma(w7, a7x0);
                a7x1 = x1.fma(w7, a7x1);
                var w8 = FloatVector.broadcast(SPECIES, w[weights + k * 12 + 8]);
                a8x0 = x0.fma(w8, a8x0);
                a8x1 = x1.fma(w8, a8x1);
                var w9 = FloatVector.broadcast(SPECIES, w[weights + k * 12 + 9]);
                a9x0 = x0.fma(w9, a9x0);
                a9x1 = x1.fma(w9, a9x1);
                var w10 = FloatVector.broadcast(SPECIES, w[weights + k * 12 + 10]);
                a10x0 = x0.fma(w10, a10x0);
                a10x1 = x1.fma(w10, a10x1);
                var w11 = FloatVector.broadcast(SPECIES, w[weights + k * 12 + 11]);
                a11x0 = x0.fma(w11, a11x0);
                a11x1 = x1.fma(w11, a11x1);
            }
            weights += run * 12;
            row0 += line;
        }
        if (floor == Float.NEGATIVE_INFINITY) {
            a0x0.intoArray(y, yAt);
            a1x0.intoArray(y, yAt + LANES);
            a2x0.intoArray(y, yAt + 2 * LANES);
            a3x0.intoArray(y, yAt + 3 * LANES);
            a4x0.intoArray(y, yAt + 4 * LANES);
            a5x0.intoArray(y, yAt + 5 * LANES);
            a6x0.intoArray(y, yAt + 6 * LANES);
            a7x0.intoArray(y, yAt + 7 * LANES);
            a8x0.intoArray(y, yAt + 8 * LANES);
            a9x0.intoArray(y, yAt + 9 * LANES);
            a10x0.intoArray(y, yAt + 10 * LANES);
            a11x0.intoArray(y, yAt + 11 * LANES);
            a0x1.intoArray(y, yAt + yStep);
            a1x1.intoArray(y, yAt + yStep + LANES);
            a2x1.intoArray(y, yAt + yStep + 2 * LANES);
            a3x1.intoArray(y, yAt + yStep + 3 * LANES);
            a4x1.intoArray(y, yAt + yStep + 4 * LANES);
            a5x1.intoArray(y, yAt + yStep + 5 * LANES);
            a6x1.intoArray(y, yAt + yStep + 6 * LANES);
            a7x1.intoArray(y, yAt + yStep + 7 * LANES);
            a8x1.intoArray(y, yAt + yStep + 8 * LANES);
            a9x1.intoArray(y, yAt + yStep + 9 * LANES);
            a10x1.intoArray(y, yAt + yStep + 10 * LANES);
            a11x1.intoArray(y, yAt + yStep + 11 * LANES);
            return;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + LANES);
        bound.max(a2x0).intoArray(y, yAt + 2 * LANES);
        bound.max(a3x0).intoArray(y, yAt + 3 * LANES);
        bound.max(a4x0).intoArray(y, yAt + 4 * LANES);
        bound.max(a5x0).intoArray(y, yAt + 5 * LANES);
        bound.max(a6x0).intoArray(y, yAt + 6 * LANES);
        bound.max(a7x0).intoArray(y, yAt + 7 * LANES);
        bound.max(a8x0).intoArray(y, yAt + 8 * LANES);
        bound.max(a9x0).intoArray(y, yAt + 9 * LANES);
        bound.max(a10x0).intoArray(y, yAt + 10 * LANES);
        bound.max(a11x0).intoArray(y, yAt + 11 * LANES);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a1x1).intoArray(y, yAt + yStep + LANES);
        bound.max(a2x1).intoArray(y, yAt + yStep + 2 * LANES);
        bound.max(a3x1).intoArray(y, yAt + yStep + 3 * LANES);
        bound.max(a4x1).intoArray(y, yAt + yStep + 4 * LANES);
        bound.max(a5x1).intoArray(y, yAt + yStep + 5 * LANES);
        bound.max(a6x1).intoArray(y, yAt + yStep + 6 * LANES);
        bound.max(a7x1).intoArray(y, yAt + yStep + 7 * LANES);
        bound.max(a8x1).intoArray(y, yAt + yStep + 8 * LANES);
        bound.max(a9x1).intoArray(y, yAt + yStep + 9 * LANES);
        bound.max(a10x1).intoArray(y, yAt + yStep + 10 * LANES);
        bound.max(a11x1).intoArray(y, yAt + yStep + 11 * LANES);
    }

    private static void tile12x1(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.broadcast(SPECIES, w[wAt]);
        var a1x0 = FloatVector.broadcast(SPECIES, w[wAt + 1]);
        var a2x0 = FloatVector.broadcast(SPECIES, w[wAt + 2]);
        var a3x0 = FloatVector.broadcast(SPECIES, w[wAt + 3]);
        var a4x0 = FloatVector.broadcast(SPECIES, w[wAt + 4]);
        var a5x0 = FloatVector.broadcast(SPECIES, w[wAt + 5]);
        var a6x0 = FloatVector.broadcast(SPECIES, w[wAt + 6]);
        var a7x0 = FloatVector.broadcast(SPECIES, w[wAt + 7]);
        var a8x0 = FloatVector.broadcast(SPECIES, w[wAt + 8]);
        var a9x0 = FloatVector.broadcast(SPECIES, w[wAt + 9]);
        var a10x0 = FloatVector.broadcast(SPECIES, w[wAt + 10]);
        var a11x0 = FloatVector.broadcast(SPECIES, w[wAt + 11]);
        int weights = wAt + 12;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row0 + k * LANES);
                var w0 = FloatVector.broadcast(SPECIES, w[weights + k * 12]);
                a0x0 = x0.fma(w0, a0x0);
                var w1 = FloatVector.broadcast(SPECIES, w[weights + k * 12 + 1]);
                a1x0 = x0.fma(w1, a1x0);
                var w2 = FloatVector.broadcast(SPECIES, w[weights + k * 12 + 2]);
                a2x0 = x0.fma(w2, a2x0);
                var w3 = FloatVector.broadcast(SPECIES, w[weights + k * 12 + 3]);
                a3x0 = x0.fma(w3, a3x0);
                var w4 = FloatVector.broadcast(SPECIES, w[weights + k * 12 + 4]);
                a4x0 = x0.fma(w4, a4x0);
                var w5 = FloatVector.broadcast(SPECIES, w[weights + k * 12 + 5]);
                a5x0 = x0.fma(w5, a5x0);
                var w6 = FloatVector.broadcast(SPECIES, w[weights + k * 12 + 6]);
                a6x0 = x0.fma(w6, a6x0);
                var w7 = FloatVector.broadcast(SPECIES, w[weights + k * 12 + 7]);
                a7x0 = x0.fma(w7, a7x0);
                var w8 = FloatVector.broadcast(SPECIES, w[weights + k * 12 + 8]);
                a8x0 = x0.fma(w8, a8x0);
                var w9 = FloatVector.broadcast(SPECIES, w[weights + k * 12 + 9]);
                a9x0 = x0.fma(w9, a9x0);
                var w10 = FloatVector.broadcast(SPECIES, w[weights + k * 12 + 10]);
                a10x0 = x0.fma(w10, a10x0);
                var w11 = FloatVector.broadcast(SPECIES, w[weights + k * 12 + 11]);
                a11x0 = x0.fma(w11, a11x0);
            }
            weights += run * 12;
            row0 += line;
        }
        if (floor == Float.NEGATIVE_INFINITY) {
            a0x0.intoArray(y, yAt);
            a1x0.intoArray(y, yAt + LANES);
            a2x0.intoArray(y, yAt + 2 * LANES);
            a3x0.intoArray(y, yAt + 3 * LANES);
            a4x0.intoArray(y, yAt + 4 * LANES);
            a5x0.intoArray(y, yAt + 5 * LANES);
            a6x0.intoArray(y, yAt + 6 * LANES);
            a7x0.intoArray(y, yAt + 7 * LANES);
            a8x0.intoArray(y, yAt + 8 * LANES);
            a9x0.intoArray(y, yAt + 9 * LANES);
            a10x0.intoArray(y, yAt + 10 * LANES);
            a11x0.intoArray(y, yAt + 11 * LANES);
            return;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + LANES);
        bound.max(a2x0).intoArray(y, yAt + 2 * LANES);
        bound.max(a3x0).intoArray(y, yAt + 3 * LANES);
        bound.max(a4x0).intoArray(y, yAt + 4 * LANES);
        bound.max(a5x0).intoArray(y, yAt + 5 * LANES);
        bound.max(a6x0).intoArray(y, yAt + 6 * LANES);
        bound.max(a7x0).intoArray(y, yAt + 7 * LANES);
        bound.max(a8x0).intoArray(y, yAt + 8 * LANES);
        bound.max(a9x0).intoArray(y, yAt + 9 * LANES);
        bound.max(a10x0).intoArray(y, yAt + 10 * LANES);
        bound.max(a11x0).intoArray(y, yAt + 11 * LANES);
    }

    private static void tile8x2(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.broadcast(SPECIES, w[wAt]);
        var a0x1 = a0x0;
        var a1x0 = FloatVector.broadcast(SPECIES, w[wAt + 1]);
        var a1x1 = a1x0;
        var a2x0 = FloatVector.broadcast(SPECIES, w[wAt + 2]);
        var a2x1 = a2x0;
        var a3x0 = FloatVector.broadcast(SPECIES, w[wAt + 3]);
        var a3x1 = a3x0;
        var a4x0 = FloatVector.broadcast(SPECIES, w[wAt + 4]);
        var a4x1 = a4x0;
        var a5x0 = FloatVector.broadcast(SPECIES, w[wAt + 5]);
        var a5x1 = a5x0;
        var a6x0 = FloatVector.broadcast(SPECIES, w[wAt + 6]);
        var a6x1 = a6x0;
        var a7x0 = FloatVector.broadcast(SPECIES, w[wAt + 7]);
        var a7x1 = a7x0;
        int weights = wAt + 8;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row0 + k * LANES);
                var x1 = FloatVector.fromArray(SPECIES, x, row1 + k * LANES);
                var w0 = FloatVector.broadcast(SPECIES, w[weights + k * 8]);
                a0x0 = x0.fma(w0, a0x0);
                a0x1 = x1.fma(w0, a0x1);
                var w1 = FloatVector.broadcast(SPECIES, w[weights + k * 8 + 1]);
                a1x0 = x0.fma(w1, a1x0);
                a1x1 = x1.fma(w1, a1x1);
                var w2 = FloatVector.broadcast(SPECIES, w[weights + k * 8 + 2]);
                a2x0 = x0.fma(w2, a2x0);
                a2x1 = x1.fma(w2, a2x1);
                var w3 = FloatVector.broadcast(SPECIES, w[weights + k * 8 + 3]);
                a3x0 = x0.fma(w3, a3x0);
                a3x1 = x1.fma(w3, a3x1);
                var w4 = FloatVector.broadcast(SPECIES, w[weights + k * 8 + 4]);
                a4x0 = x0.fma(w4, a4x0);
                a4x1 = x1.fma(w4, a4x1);
                var w5 = FloatVector.broadcast(SPECIES, w[weights + k * 8 + 5]);
                a5x0 = x0.fma(w5, a5x0);
                a5x1 = x1.fma(w5, a5x1);
                var w6 = FloatVector.broadcast(SPECIES, w[weights + k * 8 + 6]);
                a6x0 = x0.fma(w6, a6x0);
                a6x1 = x1.fma(w6, a6x1);
                var w7 = FloatVector.broadcast(SPECIES, w[weights + k * 8 + 7]);
                a7x0 = x0.fma(w7, a7x0);
                a7x1 = x1.fma(w7, a7x1);
            }
            weights += run * 8;
            row0 += line;
        }
        if (floor == Float.NEGATIVE_INFINITY) {
            a0x0.intoArray(y, yAt);
            a1x0.intoArray(y, yAt + LANES);
            a2x0.intoArray(y, yAt + 2 * LANES);
            a3x0.intoArray(y, yAt + 3 * LANES);
            a4x0.intoArray(y, yAt + 4 * LANES);
            a5x0.intoArray(y, yAt + 5 * LANES);
            a6x0.intoArray(y, yAt + 6 * LANES);
            a7x0.intoArray(y, yAt + 7 * LANES);
            a0x1.intoArray(y, yAt + yStep);
            a1x1.intoArray(y, yAt + yStep + LANES);
            a2x1.intoArray(y, yAt + yStep + 2 * LANES);
            a3x1.intoArray(y, yAt + yStep + 3 * LANES);
            a4x1.intoArray(y, yAt + yStep + 4 * LANES);
            a5x1.intoArray(y, yAt + yStep + 5 * LANES);
            a6x1.intoArray(y, yAt + yStep + 6 * LANES);
            a7x1.intoArray(y, yAt + yStep + 7 * LANES);
            return;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + LANES);
        bound.max(a2x0).intoArray(y, yAt + 2 * LANES);
        bound.max(a3x0).intoArray(y, yAt + 3 * LANES);
        bound.max(a4x0).intoArray(y, yAt + 4 * LANES);
        bound.max(a5x0).intoArray(y, yAt + 5 * LANES);
        bound.max(a6x0).intoArray(y, yAt + 6 * LANES);
        bound.max(a7x0).intoArray(y, yAt + 7 * LANES);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a1x1).intoArray(y, yAt + yStep + LANES);
        bound.max(a2x1).intoArray(y, yAt + yStep + 2 * LANES);
        bound.max(a3x1).intoArray(y, yAt + yStep + 3 * LANES);
        bound.max(a4x1).intoArray(y, yAt + yStep + 4 * LANES);
        bound.max(a5x1).intoArray(y, yAt + yStep + 5 * LANES);
        bound.max(a6x1).intoArray(y, yAt + yStep + 6 * LANES);
        bound.max(a7x1).intoArray(y, yAt + yStep + 7 * LANES);
    }

    private static void tile8x1(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.broadcast(SPECIES, w[wAt]);
        var a1x0 = FloatVector.broadcast(SPECIES, w[wAt + 1]);
        var a2x0 = FloatVector.broadcast(SPECIES, w[wAt + 2]);
        var a3x0 = FloatVector.broadcast(SPECIES, w[wAt + 3]);
        var a4x0 = FloatVector.broadcast(SPECIES, w[wAt + 4]);
        var a5x0 = FloatVector.broadcast(SPECIES, w[wAt + 5]);
        var a6x0 = FloatVector.broadcast(SPECIES, w[wAt + 6]);
        var a7x0 = FloatVector.broadcast(SPECIES, w[wAt + 7]);
        int weights = wAt + 8;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row0 + k * LANES);
                var w0 = FloatVector.broadcast(SPECIES, w[weights + k * 8]);
                a0x0 = x0.fma(w0, a0x0);
                var w1 = FloatVector.broadcast(SPECIES, w[weights + k * 8 + 1]);
                a1x0 = x0.fma(w1, a1x0);
                var w2 = FloatVector.broadcast(SPECIES, w[weights + k * 8 + 2]);
                a2x0 = x0.fma(w2, a2x0);
                var w3 = FloatVector.broadcast(SPECIES, w[weights + k * 8 + 3]);
                a3x0 = x0.fma(w3, a3x0);
                var w4 = FloatVector.broadcast(SPECIES, w[weights + k * 8 + 4]);
                a4x0 = x0.fma(w4, a4x0);
                var w5 = FloatVector.broadcast(SPECIES, w[weights + k * 8 + 5]);
                a5x0 = x0.fma(w5, a5x0);
                var w6 = FloatVector.broadcast(SPECIES, w[weights + k * 8 + 6]);
                a6x0 = x0.fma(w6, a6x0);
                var w7 = FloatVector.broadcast(SPECIES, w[weights + k * 8 + 7]);
                a7x0 = x0.fma(w7, a7x0);
            }
            weights += run * 8;
            row0 += line;
        }
        if (floor == Float.NEGATIVE_INFINITY) {
            a0x0.intoArray(y, yAt);
            a1x0.intoArray(y, yAt + LANES);
            a2x0.intoArray(y, yAt + 2 * LANES);
            a3x0.intoArray(y, yAt + 3 * LANES);
            a4x0.intoArray(y, yAt + 4 * LANES);
            a5x0.intoArray(y, yAt + 5 * LANES);
            a6x0.intoArray(y, yAt + 6 * LANES);
            a7x0.intoArray(y, yAt + 7 * LANES);
            return;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + LANES);
        bound.max(a2x0).intoArray(y, yAt + 2 * LANES);
        bound.max(a3x0).intoArray(y, yAt + 3 * LANES);
        bound.max(a4x0).intoArray(y, yAt + 4 * LANES);
        bound.max(a5x0).intoArray(y, yAt + 5 * LANES);
        bound.max(a6x0).intoArray(y, yAt + 6 * LANES);
        bound.max(a7x0).intoArray(y, yAt + 7 * LANES);
    }

    private static void tile4x4(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.broadcast(SPECIES, w[wAt]);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a0x3 = a0x0;
        var a1x0 = FloatVector.broadcast(SPECIES, w[wAt + 1]);
        var a1x1 = a1x0;
        var a1x2 = a1x0;
        var a1x3 = a1x0;
        var a2x0 = FloatVector.broadcast(SPECIES, w[wAt + 2]);
        var a2x1 = a2x0;
        var a2x2 = a2x0;
        var a2x3 = a2x0;
        var a3x0 = FloatVector.broadcast(SPECIES, w[wAt + 3]);
        var a3x1 = a3x0;
        var a3x2 = a3x0;
        var a3x3 = a3x0;
        int weights = wAt + 4;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            int row2 = row0 + 2 * xStep;
            int row3 = row0 + 3 * xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row0 + k * LANES);
                var x1 = FloatVector.fromArray(SPECIES, x, row1 + k * LANES);
                var x2 = FloatVector.fromArray(SPECIES, x, row2 + k * LANES);
                var x3 = FloatVector.fromArray(SPECIES, x, row3 + k * LANES);
                var w0 = FloatVector.broadcast(SPECIES, w[weights + k * 4]);
                a0x0 = x0.fma(w0, a0x0);
                a0x1 = x1.fma(w0, a0x1);
                a0x2 = x2.fma(w0, a0x2);
                a0x3 = x3.fma(w0, a0x3);
                var w1 = FloatVector.broadcast(SPECIES, w[weights + k * 4 + 1]);
                a1x0 = x0.fma(w1, a1x0);
                a1x1 = x1.fma(w1, a1x1);
                a1x2 = x2.fma(w1, a1x2);
                a1x3 = x3.fma(w1, a1x3);
                var w2 = FloatVector.broadcast(SPECIES, w[weights + k * 4 + 2]);
                a2x0 = x0.fma(w2, a2x0);
                a2x1 = x1.fma(w2, a2x1);
                a2x2 = x2.fma(w2, a2x2);
                a2x3 = x3.fma(w2, a2x3);
                var w3 = FloatVector.broadcast(SPECIES, w[weights + k * 4 + 3]);
                a3x0 = x0.fma(w3, a3x0);
                a3x1 = x1.fma(w3, a3x1);
                a3x2 = x2.fma(w3, a3x2);
                a3x3 = x3.fma(w3, a3x3);
            }
            weights += run * 4;
            row0 += line;
        }
        if (floor == Float.NEGATIVE_INFINITY) {
            a0x0.intoArray(y, yAt);
            a1x0.intoArray(y, yAt + LANES);
            a2x0.intoArray(y, yAt + 2 * LANES);
            a3x0.intoArray(y, yAt + 3 * LANES);
            a0x1.intoArray(y, yAt + yStep);
            a1x1.intoArray(y, yAt + yStep + LANES);
            a2x1.intoArray(y, yAt + yStep + 2 * LANES);
            a3x1.intoArray(y, yAt + yStep + 3 * LANES);
            a0x2.intoArray(y, yAt + 2 * yStep);
            a1x2.intoArray(y, yAt + 2 * yStep + LANES);
            a2x2.intoArray(y, yAt + 2 * yStep + 2 * LANES);
            a3x2.intoArray(y, yAt + 2 * yStep + 3 * LANES);
            a0x3.intoArray(y, yAt + 3 * yStep);
            a1x3.intoArray(y, yAt + 3 * yStep + LANES);
            a2x3.intoArray(y, yAt + 3 * yStep + 2 * LANES);
            a3x3.intoArray(y, yAt + 3 * yStep + 3 * LANES);
            return;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + LANES);
        bound.max(a2x0).intoArray(y, yAt + 2 * LANES);
        bound.max(a3x0).intoArray(y, yAt + 3 * LANES);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a1x1).intoArray(y, yAt + yStep + LANES);
        bound.max(a2x1).intoArray(y, yAt + yStep + 2 * LANES);
        bound.max(a3x1).intoArray(y, yAt + yStep + 3 * LANES);
        bound.max(a0x2).intoArray(y, yAt + 2 * yStep);
        bound.max(a1x2).intoArray(y, yAt + 2 * yStep + LANES);
        bound.max(a2x2).intoArray(y, yAt + 2 * yStep + 2 * LANES);
        bound.max(a3x2).intoArray(y, yAt + 2 * yStep + 3 * LANES);
        bound.max(a0x3).intoArray(y, yAt + 3 * yStep);
        bound.max(a1x3).intoArray(y, yAt + 3 * yStep + LANES);
        bound.max(a2x3).intoArray(y, yAt + 3 * yStep + 2 * LANES);
        bound.max(a3x3).intoArray(y, yAt + 3 * yStep + 3 * LANES);
    }

    private static void tile4x1(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.broadcast(SPECIES, w[wAt]);
        var a1x0 = FloatVector.broadcast(SPECIES, w[wAt + 1]);
        var a2x0 = FloatVector.broadcast(SPECIES, w[wAt + 2]);
        var a3x0 = FloatVector.broadcast(SPECIES, w[wAt + 3]);
        int weights = wAt + 4;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row0 + k * LANES);
                var w0 = FloatVector.broadcast(SPECIES, w[weights + k * 4]);
                a0x0 = x0.fma(w0, a0x0);
                var w1 = FloatVector.broadcast(SPECIES, w[weights + k * 4 + 1]);
                a1x0 = x0.fma(w1, a1x0);
                var w2 = FloatVector.broadcast(SPECIES, w[weights + k * 4 + 2]);
                a2x0 = x0.fma(w2, a2x0);
                var w3 = FloatVector.broadcast(SPECIES, w[weights + k * 4 + 3]);
                a3x0 = x0.fma(w3, a3x0);
            }
            weights += run * 4;
            row0 += line;
        }
        if (floor == Float.NEGATIVE_INFINITY) {
            a0x0.intoArray(y, yAt);
            a1x0.intoArray(y, yAt + LANES);
            a2x0.intoArray(y, yAt + 2 * LANES);
            a3x0.intoArray(y, yAt + 3 * LANES);
            return;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + LANES);
        bound.max(a2x0).intoArray(y, yAt + 2 * LANES);
        bound.max(a3x0).intoArray(y, yAt + 3 * LANES);
    }

    private static void tile2x4(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.broadcast(SPECIES, w[wAt]);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a0x3 = a0x0;
        var a1x0 = FloatVector.broadcast(SPECIES, w[wAt + 1]);
        var a1x1 = a1x0;
        var a1x2 = a1x0;
        var a1x3 = a1x0;
        int weights = wAt + 2;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            int row2 = row0 + 2 * xStep;
            int row3 = row0 + 3 * xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row0 + k * LANES);
                var x1 = FloatVector.fromArray(SPECIES, x, row1 + k * LANES);
                var x2 = FloatVector.fromArray(SPECIES, x, row2 + k * LANES);
                var x3 = FloatVector.fromArray(SPECIES, x, row3 + k * LANES);
                var w0 = FloatVector.broadcast(SPECIES, w[weights + k * 2]);
                a0x0 = x0.fma(w0, a0x0);
                a0x1 = x1.fma(w0, a0x1);
                a0x2 = x2.fma(w0, a0x2);
                a0x3 = x3.fma(w0, a0x3);
                var w1 = FloatVector.broadcast(SPECIES, w[weights + k * 2 + 1]);
                a1x0 = x0.fma(w1, a1x0);
                a1x1 = x1.fma(w1, a1x1);
                a1x2 = x2.fma(w1, a1x2);
                a1x3 = x3.fma(w1, a1x3);
            }
            weights += run * 2;
            row0 += line;
        }
        if (floor == Float.NEGATIVE_INFINITY) {
            a0x0.intoArray(y, yAt);
            a1x0.intoArray(y, yAt + LANES);
            a0x1.intoArray(y, yAt + yStep);
            a1x1.intoArray(y, yAt + yStep + LANES);
            a0x2.intoArray(y, yAt + 2 * yStep);
            a1x2.intoArray(y, yAt + 2 * yStep + LANES);
            a0x3.intoArray(y, yAt + 3 * yStep);
            a1x3.intoArray(y, yAt + 3 * yStep + LANES);
            return;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + LANES);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a1x1).intoArray(y, yAt + yStep + LANES);
        bound.max(a0x2).intoArray(y, yAt + 2 * yStep);
        bound.max(a1x2).intoArray(y, yAt + 2 * yStep + LANES);
        bound.max(a0x3).intoArray(y, yAt + 3 * yStep);
        bound.max(a1x3).intoArray(y, yAt + 3 * yStep + LANES);
    }

    private static void tile2x1(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.broadcast(SPECIES, w[wAt]);
        var a1x0 = FloatVector.broadcast(SPECIES, w[wAt + 1]);
        int weights = wAt + 2;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row0 + k * LANES);
                var w0 = FloatVector.broadcast(SPECIES, w[weights + k * 2]);
                a0x0 = x0.fma(w0, a0x0);
                var w1 = FloatVector.broadcast(SPECIES, w[weights + k * 2 + 1]);
                a1x0 = x0.fma(w1, a1x0);
            }
            weights += run * 2;
            row0 += line;
        }
        if (floor == Float.NEGATIVE_INFINITY) {
            a0x0.intoArray(y, yAt);
            a1x0.intoArray(y, yAt + LANES);
            return;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + LANES);
    }

    private static void tile1x8(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.broadcast(SPECIES, w[wAt]);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a0x3 = a0x0;
        var a0x4 = a0x0;
        var a0x5 = a0x0;
        var a0x6 = a0x0;
        var a0x7 = a0x0;
        int weights = wAt + 1;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            int row2 = row0 + 2 * xStep;
            int row3 = row0 + 3 * xStep;
            int row4 = row0 + 4 * xStep;
            int row5 = row0 + 5 * xStep;
            int row6 = row0 + 6 * xStep;
            int row7 = row0 + 7 * xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row0 + k * LANES);
                var x1 = FloatVector.fromArray(SPECIES, x, row1 + k * LANES);
                var x2 = FloatVector.fromArray(SPECIES, x, row2 + k * LANES);
                var x3 = FloatVector.fromArray(SPECIES, x, row3 + k * LANES);
                var x4 = FloatVector.fromArray(SPECIES, x, row4 + k * LANES);
                var x5 = FloatVector.fromArray(SPECIES, x, row5 + k * LANES);
                var x6 = FloatVector.fromArray(SPECIES, x, row6 + k * LANES);
                var x7 = FloatVector.fromArray(SPECIES, x, row7 + k * LANES);
                var w0 = FloatVector.broadcast(SPECIES, w[weights + k]);
                a0x0 = x0.fma(w0, a0x0);
                a0x1 = x1.fma(w0, a0x1);
                a0x2 = x2.fma(w0, a0x2);
                a0x3 = x3.fma(w0, a0x3);
                a0x4 = x4.fma(w0, a0x4);
                a0x5 = x5.fma(w0, a0x5);
                a0x6 = x6.fma(w0, a0x6);
                a0x7 = x7.fma(w0, a0x7);
            }
            weights += run;
            row0 += line;
        }
        if (floor == Float.NEGATIVE_INFINITY) {
            a0x0.intoArray(y, yAt);
            a0x1.intoArray(y, yAt + yStep);
            a0x2.intoArray(y, yAt + 2 * yStep);
            a0x3.intoArray(y, yAt + 3 * yStep);
            a0x4.intoArray(y, yAt + 4 * yStep);
            a0x5.intoArray(y, yAt + 5 * yStep);
            a0x6.intoArray(y, yAt + 6 * yStep);
            a0x7.intoArray(y, yAt + 7 * yStep);
            return;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a0x2).intoArray(y, yAt + 2 * yStep);
        bound.max(a0x3).intoArray(y, yAt + 3 * yStep);
        bound.max(a0x4).intoArray(y, yAt + 4 * yStep);
        bound.max(a0x5).intoArray(y, yAt + 5 * yStep);
        bound.max(a0x6).intoArray(y, yAt + 6 * yStep);
        bound.max(a0x7).intoArray(y, yAt + 7 * yStep);
    }

    private static void tile1x1(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.broadcast(SPECIES, w[wAt]);
        int weights = wAt + 1;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row0 + k * LANES);
                var w0 = FloatVector.broadcast(SPECIES, w[weights + k]);
                a0x0 = x0.fma(w0, a0x0);
            }
            weights += run;
            row0 += line;
        }
        if (floor == Float.NEGATIVE_INFINITY) {
            a0x0.intoArray(y, yAt);
            return;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
    }

    private static void tile4x2of8(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.broadcast(SPECIES, w[wAt]);
        var a0x1 = a0x0;
        var a1x0 = FloatVector.broadcast(SPECIES, w[wAt + 1]);
        var a1x1 = a1x0;
        var a2x0 = FloatVector.broadcast(SPECIES, w[wAt + 2]);
        var a2x1 = a2x0;
        var a3x0 = FloatVector.broadcast(SPECIES, w[wAt + 3]);
        var a3x1 = a3x0;
        int weights = wAt + 8;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row0 + k * LANES);
                var x1 = FloatVector.fromArray(SPECIES, x, row1 + k * LANES);
                var w0 = FloatVector.broadcast(SPECIES, w[weights + k * 8]);
                a0x0 = x0.fma(w0, a0x0);
                a0x1 = x1.fma(w0, a0x1);
                var w1 = FloatVector.broadcast(SPECIES, w[weights + k * 8 + 1]);
                a1x0 = x0.fma(w1, a1x0);
                a1x1 = x1.fma(w1, a1x1);
                var w2 = FloatVector.broadcast(SPECIES, w[weights + k * 8 + 2]);
                a2x0 = x0.fma(w2, a2x0);
                a2x1 = x1.fma(w2, a2x1);
                var w3 = FloatVector.broadcast(SPECIES, w[weights + k * 8 + 3]);
                a3x0 = x0.fma(w3, a3x0);
                a3x1 = x1.fma(w3, a3x1);
            }
            weights += run * 8;
            row0 += line;
        }
        if (floor == Float.NEGATIVE_INFINITY) {
            a0x0.intoArray(y, yAt);
            a1x0.intoArray(y, yAt + LANES);
            a2x0.intoArray(y, yAt + 2 * LANES);
            a3x0.intoArray(y, yAt + 3 * LANES);
            a0x1.intoArray(y, yAt + yStep);
            a1x1.intoArray(y, yAt + yStep + LANES);
            a2x1.intoArray(y, yAt + yStep + 2 * LANES);
            a3x1.intoArray(y, yAt + yStep + 3 * LANES);
            return;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + LANES);
        bound.max(a2x0).intoArray(y, yAt + 2 * LANES);
        bound.max(a3x0).intoArray(y, yAt + 3 * LANES);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a1x1).intoArray(y, yAt + yStep + LANES);
        bound.max(a2x1).intoArray(y, yAt + yStep + 2 * LANES);
        bound.max(a3x1).intoArray(y, yAt + yStep + 3 * LANES);
    }

    private static void tile4x2(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.broadcast(SPECIES, w[wAt]);
        var a0x1 = a0x0;
        var a1x0 = FloatVector.broadcast(SPECIES, w[wAt + 1]);
        var a1x1 = a1x0;
        var a2x0 = FloatVector.broadcast(SPECIES, w[wAt + 2]);
        var a2x1 = a2x0;
        var a3x0 = FloatVector.broadcast(SPECIES, w[wAt + 3]);
        var a3x1 = a3x0;
        int weights = wAt + 4;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row0 + k * LANES);
                var x1 = FloatVector.fromArray(SPECIES, x, row1 + k * LANES);
                var w0 = FloatVector.broadcast(SPECIES, w[weights + k * 4]);
                a0x0 = x0.fma(w0, a0x0);
                a0x1 = x1.fma(w0, a0x1);
                var w1 = FloatVector.broadcast(SPECIES, w[weights + k * 4 + 1]);
                a1x0 = x0.fma(w1, a1x0);
                a1x1 = x1.fma(w1, a1x1);
                var w2 = FloatVector.broadcast(SPECIES, w[weights + k * 4 + 2]);
                a2x0 = x0.fma(w2, a2x0);
                a2x1 = x1.fma(w2, a2x1);
                var w3 = FloatVector.broadcast(SPECIES, w[weights + k * 4 + 3]);
                a3x0 = x0.fma(w3, a3x0);
                a3x1 = x1.fma(w3, a3x1);
            }
            weights += run * 4;
            row0 += line;
        }
        if (floor == Float.NEGATIVE_INFINITY) {
            a0x0.intoArray(y, yAt);
            a1x0.intoArray(y, yAt + LANES);
            a2x0.intoArray(y, yAt + 2 * LANES);
            a3x0.intoArray(y, yAt + 3 * LANES);
            a0x1.intoArray(y, yAt + yStep);
            a1x1.intoArray(y, yAt + yStep + LANES);
            a2x1.intoArray(y, yAt + yStep + 2 * LANES);
            a3x1.intoArray(y, yAt + yStep + 3 * LANES);
            return;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + LANES);
        bound.max(a2x0).intoArray(y, yAt + 2 * LANES);
        bound.max(a3x0).intoArray(y, yAt + 3 * LANES);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a1x1).intoArray(y, yAt + yStep + LANES);
        bound.max(a2x1).intoArray(y, yAt + yStep + 2 * LANES);
        bound.max(a3x1).intoArray(y, yAt + yStep + 3 * LANES);
    }

    private static void tile2x2(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.broadcast(SPECIES, w[wAt]);
        var a0x1 = a0x0;
        var a1x0 = FloatVector.broadcast(SPECIES, w[wAt + 1]);
        var a1x1 = a1x0;
        int weights = wAt + 2;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row0 + k * LANES);
                var x1 = FloatVector.fromArray(SPECIES, x, row1 + k * LANES);
                var w0 = FloatVector.broadcast(SPECIES, w[weights + k * 2]);
                a0x0 = x0.fma(w0, a0x0);
                a0x1 = x1.fma(w0, a0x1);
                var w1 = FloatVector.broadcast(SPECIES, w[weights + k * 2 + 1]);
                a1x0 = x0.fma(w1, a1x0);
                a1x1 = x1.fma(w1, a1x1);
            }
            weights += run * 2;
            row0 += line;
        }
        if (floor == Float.NEGATIVE_INFINITY) {
            a0x0.intoArray(y, yAt);
            a1x0.intoArray(y, yAt + LANES);
            a0x1.intoArray(y, yAt + yStep);
            a1x1.intoArray(y, yAt + yStep + LANES);
            return;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + LANES);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a1x1).intoArray(y, yAt + yStep + LANES);
    }

    private static void tile1x2(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.broadcast(SPECIES, w[wAt]);
        var a0x1 = a0x0;
        int weights = wAt + 1;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row0 + k * LANES);
                var x1 = FloatVector.fromArray(SPECIES, x, row1 + k * LANES);
                var w0 = FloatVector.broadcast(SPECIES, w[weights + k]);
                a0x0 = x0.fma(w0, a0x0);
                a0x1 = x1.fma(w0, a0x1);
            }
            weights += run;
            row0 += line;
        }
        if (floor == Float.NEGATIVE_INFINITY) {
            a0x0.intoArray(y, yAt);
            a0x1.intoArray(y, yAt + yStep);
            return;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a0x1).intoArray(y, yAt + yStep);
    }
}
