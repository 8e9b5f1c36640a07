package dev.hourglass.internal.kernel;

import static dev.hourglass.internal.kernel.Kernels.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The multiply-accumulate tiles of [Kernels#correlate] with the Vector API: `tileRxP` holds R outputs at P places in
/// registers.
///
/// Small static methods with primitive arguments, indices of the form base + k * constant: so the JIT keeps the
/// accumulators in registers and drops the range checks.
final class CorrelationTiles {
    private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
    private static final boolean WIDE = SPECIES.length() == LANES;

    private CorrelationTiles() {}

    /// All places of one block of 8, 4, 2 or 1 outputs.
    static void block(int outputs, Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y,
            int yAt, float floor) {
        if (WIDE) {
            switch (outputs) {
                case 8 -> wide8(window, places, w, wAt, x, xAt, y, yAt, floor);
                case 4 -> wide4(window, places, w, wAt, x, xAt, y, yAt, floor);
                case 2 -> wide2(window, places, w, wAt, x, xAt, y, yAt, floor);
                default -> wide1(window, places, w, wAt, x, xAt, y, yAt, floor);
            }
        } else {
            for (int p = 0; p < places; p++) {
                narrow(outputs, window, w, wAt, x, xAt + p * window.sourceStep(), y, yAt + p * window.targetStep(),
                        floor);
            }
        }
    }

    private static void wide8(
            Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
        int rows = window.rows();
        int run = window.run();
        int line = window.line();
        int xStep = window.sourceStep();
        int yStep = window.targetStep();
        int p = 0;
        for (; p <= places - 2; p += 2) {
            tile8x2(w, wAt, rows, run, x, xAt + p * xStep, xStep, line, y, yAt + p * yStep, yStep, floor);
        }
        for (; p < places; p++) {
            tile8x1(w, wAt, rows, run, x, xAt + p * xStep, line, y, yAt + p * yStep, floor);
        }
    }

    private static void wide4(
            Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
        int rows = window.rows();
        int run = window.run();
        int line = window.line();
        int xStep = window.sourceStep();
        int yStep = window.targetStep();
        int p = 0;
        for (; p <= places - 4; p += 4) {
            tile4x4(w, wAt, rows, run, x, xAt + p * xStep, xStep, line, y, yAt + p * yStep, yStep, floor);
        }
        for (; p < places; p++) {
            tile4x1(w, wAt, rows, run, x, xAt + p * xStep, line, y, yAt + p * yStep, floor);
        }
    }

    private static void wide2(
            Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
        int rows = window.rows();
        int run = window.run();
        int line = window.line();
        int xStep = window.sourceStep();
        int yStep = window.targetStep();
        int p = 0;
        for (; p <= places - 4; p += 4) {
            tile2x4(w, wAt, rows, run, x, xAt + p * xStep, xStep, line, y, yAt + p * yStep, yStep, floor);
        }
        for (; p < places; p++) {
            tile2x1(w, wAt, rows, run, x, xAt + p * xStep, line, y, yAt + p * yStep, floor);
        }
    }

    private static void wide1(
            Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
        int rows = window.rows();
        int run = window.run();
        int line = window.line();
        int xStep = window.sourceStep();
        int yStep = window.targetStep();
        int p = 0;
        for (; p <= places - 8; p += 8) {
            tile1x8(w, wAt, rows, run, x, xAt + p * xStep, xStep, line, y, yAt + p * yStep, yStep, floor);
        }
        for (; p < places; p++) {
            tile1x1(w, wAt, rows, run, x, xAt + p * xStep, line, y, yAt + p * yStep, floor);
        }
    }

    /// One place, where a panel takes several vectors: two of them at a time, 4 outputs at a time.
    private static void narrow(
            int outputs, Window window, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
        int rows = window.rows();
        int run = window.run();
        int line = window.line();
        int step = SPECIES.length();
        for (int lane = 0; lane < LANES; lane += 2 * step) {
            switch (outputs) {
                case 8 -> {
                    tile4x2of8(w, wAt, rows, run, x, xAt + lane, step, line, y, yAt + lane, step, floor);
                    tile4x2of8(w, wAt + 4, rows, run, x, xAt + lane, step, line, y, yAt + 4 * LANES + lane, step,
                            floor);
                }
                case 4 -> tile4x2(w, wAt, rows, run, x, xAt + lane, step, line, y, yAt + lane, step, floor);
                case 2 -> tile2x2(w, wAt, rows, run, x, xAt + lane, step, line, y, yAt + lane, step, floor);
                default -> tile1x2(w, wAt, rows, run, x, xAt + lane, step, line, y, yAt + lane, step, floor);
            }
        }
    }

    private static void tile8x2(
            float[] w, int wAt, int rows, int run, float[] x, int xAt, int xStep, int line, float[] y, int yAt,
            int yStep, float floor) {
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
        int row = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row + xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row + k * LANES);
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
            row += line;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + 1 * LANES);
        bound.max(a2x0).intoArray(y, yAt + 2 * LANES);
        bound.max(a3x0).intoArray(y, yAt + 3 * LANES);
        bound.max(a4x0).intoArray(y, yAt + 4 * LANES);
        bound.max(a5x0).intoArray(y, yAt + 5 * LANES);
        bound.max(a6x0).intoArray(y, yAt + 6 * LANES);
        bound.max(a7x0).intoArray(y, yAt + 7 * LANES);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a1x1).intoArray(y, yAt + yStep + 1 * LANES);
        bound.max(a2x1).intoArray(y, yAt + yStep + 2 * LANES);
        bound.max(a3x1).intoArray(y, yAt + yStep + 3 * LANES);
        bound.max(a4x1).intoArray(y, yAt + yStep + 4 * LANES);
        bound.max(a5x1).intoArray(y, yAt + yStep + 5 * LANES);
        bound.max(a6x1).intoArray(y, yAt + yStep + 6 * LANES);
        bound.max(a7x1).intoArray(y, yAt + yStep + 7 * LANES);
    }

    private static void tile8x1(
            float[] w, int wAt, int rows, int run, float[] x, int xAt, int line, float[] y, int yAt, float floor) {
        var a0x0 = FloatVector.broadcast(SPECIES, w[wAt]);
        var a1x0 = FloatVector.broadcast(SPECIES, w[wAt + 1]);
        var a2x0 = FloatVector.broadcast(SPECIES, w[wAt + 2]);
        var a3x0 = FloatVector.broadcast(SPECIES, w[wAt + 3]);
        var a4x0 = FloatVector.broadcast(SPECIES, w[wAt + 4]);
        var a5x0 = FloatVector.broadcast(SPECIES, w[wAt + 5]);
        var a6x0 = FloatVector.broadcast(SPECIES, w[wAt + 6]);
        var a7x0 = FloatVector.broadcast(SPECIES, w[wAt + 7]);
        int weights = wAt + 8;
        int row = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row + k * LANES);
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
            row += line;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + 1 * LANES);
        bound.max(a2x0).intoArray(y, yAt + 2 * LANES);
        bound.max(a3x0).intoArray(y, yAt + 3 * LANES);
        bound.max(a4x0).intoArray(y, yAt + 4 * LANES);
        bound.max(a5x0).intoArray(y, yAt + 5 * LANES);
        bound.max(a6x0).intoArray(y, yAt + 6 * LANES);
        bound.max(a7x0).intoArray(y, yAt + 7 * LANES);
    }

    private static void tile4x4(
            float[] w, int wAt, int rows, int run, float[] x, int xAt, int xStep, int line, float[] y, int yAt,
            int yStep, float floor) {
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
        int row = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row + xStep;
            int row2 = row + 2 * xStep;
            int row3 = row + 3 * xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row + k * LANES);
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
            row += line;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + 1 * LANES);
        bound.max(a2x0).intoArray(y, yAt + 2 * LANES);
        bound.max(a3x0).intoArray(y, yAt + 3 * LANES);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a1x1).intoArray(y, yAt + yStep + 1 * LANES);
        bound.max(a2x1).intoArray(y, yAt + yStep + 2 * LANES);
        bound.max(a3x1).intoArray(y, yAt + yStep + 3 * LANES);
        bound.max(a0x2).intoArray(y, yAt + 2 * yStep);
        bound.max(a1x2).intoArray(y, yAt + 2 * yStep + 1 * LANES);
        bound.max(a2x2).intoArray(y, yAt + 2 * yStep + 2 * LANES);
        bound.max(a3x2).intoArray(y, yAt + 2 * yStep + 3 * LANES);
        bound.max(a0x3).intoArray(y, yAt + 3 * yStep);
        bound.max(a1x3).intoArray(y, yAt + 3 * yStep + 1 * LANES);
        bound.max(a2x3).intoArray(y, yAt + 3 * yStep + 2 * LANES);
        bound.max(a3x3).intoArray(y, yAt + 3 * yStep + 3 * LANES);
    }

    private static void tile4x1(
            float[] w, int wAt, int rows, int run, float[] x, int xAt, int line, float[] y, int yAt, float floor) {
        var a0x0 = FloatVector.broadcast(SPECIES, w[wAt]);
        var a1x0 = FloatVector.broadcast(SPECIES, w[wAt + 1]);
        var a2x0 = FloatVector.broadcast(SPECIES, w[wAt + 2]);
        var a3x0 = FloatVector.broadcast(SPECIES, w[wAt + 3]);
        int weights = wAt + 4;
        int row = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row + k * LANES);
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
            row += line;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + 1 * LANES);
        bound.max(a2x0).intoArray(y, yAt + 2 * LANES);
        bound.max(a3x0).intoArray(y, yAt + 3 * LANES);
    }

    private static void tile2x4(
            float[] w, int wAt, int rows, int run, float[] x, int xAt, int xStep, int line, float[] y, int yAt,
            int yStep, float floor) {
        var a0x0 = FloatVector.broadcast(SPECIES, w[wAt]);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a0x3 = a0x0;
        var a1x0 = FloatVector.broadcast(SPECIES, w[wAt + 1]);
        var a1x1 = a1x0;
        var a1x2 = a1x0;
        var a1x3 = a1x0;
        int weights = wAt + 2;
        int row = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row + xStep;
            int row2 = row + 2 * xStep;
            int row3 = row + 3 * xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row + k * LANES);
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
            row += line;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + 1 * LANES);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a1x1).intoArray(y, yAt + yStep + 1 * LANES);
        bound.max(a0x2).intoArray(y, yAt + 2 * yStep);
        bound.max(a1x2).intoArray(y, yAt + 2 * yStep + 1 * LANES);
        bound.max(a0x3).intoArray(y, yAt + 3 * yStep);
        bound.max(a1x3).intoArray(y, yAt + 3 * yStep + 1 * LANES);
    }

    private static void tile2x1(
            float[] w, int wAt, int rows, int run, float[] x, int xAt, int line, float[] y, int yAt, float floor) {
        var a0x0 = FloatVector.broadcast(SPECIES, w[wAt]);
        var a1x0 = FloatVector.broadcast(SPECIES, w[wAt + 1]);
        int weights = wAt + 2;
        int row = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row + k * LANES);
                var w0 = FloatVector.broadcast(SPECIES, w[weights + k * 2]);
                a0x0 = x0.fma(w0, a0x0);
                var w1 = FloatVector.broadcast(SPECIES, w[weights + k * 2 + 1]);
                a1x0 = x0.fma(w1, a1x0);
            }
            weights += run * 2;
            row += line;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + 1 * LANES);
    }

    private static void tile1x8(
            float[] w, int wAt, int rows, int run, float[] x, int xAt, int xStep, int line, float[] y, int yAt,
            int yStep, float floor) {
        var a0x0 = FloatVector.broadcast(SPECIES, w[wAt]);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a0x3 = a0x0;
        var a0x4 = a0x0;
        var a0x5 = a0x0;
        var a0x6 = a0x0;
        var a0x7 = a0x0;
        int weights = wAt + 1;
        int row = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row + xStep;
            int row2 = row + 2 * xStep;
            int row3 = row + 3 * xStep;
            int row4 = row + 4 * xStep;
            int row5 = row + 5 * xStep;
            int row6 = row + 6 * xStep;
            int row7 = row + 7 * xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row + k * LANES);
                var x1 = FloatVector.fromArray(SPECIES, x, row1 + k * LANES);
                var x2 = FloatVector.fromArray(SPECIES, x, row2 + k * LANES);
                var x3 = FloatVector.fromArray(SPECIES, x, row3 + k * LANES);
                var x4 = FloatVector.fromArray(SPECIES, x, row4 + k * LANES);
                var x5 = FloatVector.fromArray(SPECIES, x, row5 + k * LANES);
                var x6 = FloatVector.fromArray(SPECIES, x, row6 + k * LANES);
                var x7 = FloatVector.fromArray(SPECIES, x, row7 + k * LANES);
                var w0 = FloatVector.broadcast(SPECIES, w[weights + k * 1]);
                a0x0 = x0.fma(w0, a0x0);
                a0x1 = x1.fma(w0, a0x1);
                a0x2 = x2.fma(w0, a0x2);
                a0x3 = x3.fma(w0, a0x3);
                a0x4 = x4.fma(w0, a0x4);
                a0x5 = x5.fma(w0, a0x5);
                a0x6 = x6.fma(w0, a0x6);
                a0x7 = x7.fma(w0, a0x7);
            }
            weights += run * 1;
            row += line;
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
            float[] w, int wAt, int rows, int run, float[] x, int xAt, int line, float[] y, int yAt, float floor) {
        var a0x0 = FloatVector.broadcast(SPECIES, w[wAt]);
        int weights = wAt + 1;
        int row = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row + k * LANES);
                var w0 = FloatVector.broadcast(SPECIES, w[weights + k * 1]);
                a0x0 = x0.fma(w0, a0x0);
            }
            weights += run * 1;
            row += line;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
    }

    private static void tile4x2of8(
            float[] w, int wAt, int rows, int run, float[] x, int xAt, int xStep, int line, float[] y, int yAt,
            int yStep, float floor) {
        var a0x0 = FloatVector.broadcast(SPECIES, w[wAt]);
        var a0x1 = a0x0;
        var a1x0 = FloatVector.broadcast(SPECIES, w[wAt + 1]);
        var a1x1 = a1x0;
        var a2x0 = FloatVector.broadcast(SPECIES, w[wAt + 2]);
        var a2x1 = a2x0;
        var a3x0 = FloatVector.broadcast(SPECIES, w[wAt + 3]);
        var a3x1 = a3x0;
        int weights = wAt + 8;
        int row = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row + xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row + k * LANES);
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
            row += line;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + 1 * LANES);
        bound.max(a2x0).intoArray(y, yAt + 2 * LANES);
        bound.max(a3x0).intoArray(y, yAt + 3 * LANES);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a1x1).intoArray(y, yAt + yStep + 1 * LANES);
        bound.max(a2x1).intoArray(y, yAt + yStep + 2 * LANES);
        bound.max(a3x1).intoArray(y, yAt + yStep + 3 * LANES);
    }

    private static void tile4x2(
            float[] w, int wAt, int rows, int run, float[] x, int xAt, int xStep, int line, float[] y, int yAt,
            int yStep, float floor) {
        var a0x0 = FloatVector.broadcast(SPECIES, w[wAt]);
        var a0x1 = a0x0;
        var a1x0 = FloatVector.broadcast(SPECIES, w[wAt + 1]);
        var a1x1 = a1x0;
        var a2x0 = FloatVector.broadcast(SPECIES, w[wAt + 2]);
        var a2x1 = a2x0;
        var a3x0 = FloatVector.broadcast(SPECIES, w[wAt + 3]);
        var a3x1 = a3x0;
        int weights = wAt + 4;
        int row = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row + xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row + k * LANES);
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
            row += line;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + 1 * LANES);
        bound.max(a2x0).intoArray(y, yAt + 2 * LANES);
        bound.max(a3x0).intoArray(y, yAt + 3 * LANES);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a1x1).intoArray(y, yAt + yStep + 1 * LANES);
        bound.max(a2x1).intoArray(y, yAt + yStep + 2 * LANES);
        bound.max(a3x1).intoArray(y, yAt + yStep + 3 * LANES);
    }

    private static void tile2x2(
            float[] w, int wAt, int rows, int run, float[] x, int xAt, int xStep, int line, float[] y, int yAt,
            int yStep, float floor) {
        var a0x0 = FloatVector.broadcast(SPECIES, w[wAt]);
        var a0x1 = a0x0;
        var a1x0 = FloatVector.broadcast(SPECIES, w[wAt + 1]);
        var a1x1 = a1x0;
        int weights = wAt + 2;
        int row = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row + xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row + k * LANES);
                var x1 = FloatVector.fromArray(SPECIES, x, row1 + k * LANES);
                var w0 = FloatVector.broadcast(SPECIES, w[weights + k * 2]);
                a0x0 = x0.fma(w0, a0x0);
                a0x1 = x1.fma(w0, a0x1);
                var w1 = FloatVector.broadcast(SPECIES, w[weights + k * 2 + 1]);
                a1x0 = x0.fma(w1, a1x0);
                a1x1 = x1.fma(w1, a1x1);
            }
            weights += run * 2;
            row += line;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + 1 * LANES);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a1x1).intoArray(y, yAt + yStep + 1 * LANES);
    }

    private static void tile1x2(
            float[] w, int wAt, int rows, int run, float[] x, int xAt, int xStep, int line, float[] y, int yAt,
            int yStep, float floor) {
        var a0x0 = FloatVector.broadcast(SPECIES, w[wAt]);
        var a0x1 = a0x0;
        int weights = wAt + 1;
        int row = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row + xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.fromArray(SPECIES, x, row + k * LANES);
                var x1 = FloatVector.fromArray(SPECIES, x, row1 + k * LANES);
                var w0 = FloatVector.broadcast(SPECIES, w[weights + k * 1]);
                a0x0 = x0.fma(w0, a0x0);
                a0x1 = x1.fma(w0, a0x1);
            }
            weights += run * 1;
            row += line;
        }
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a0x1).intoArray(y, yAt + yStep);
    }
}
