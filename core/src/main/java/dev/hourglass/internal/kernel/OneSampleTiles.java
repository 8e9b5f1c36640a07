package dev.hourglass.internal.kernel;

import static dev.hourglass.internal.kernel.Packing.BLOCK;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The multiply-accumulate tiles of [VectorOneSampleKernels]: `tileBxP` holds B blocks of 8 outputs, or of one half of
/// them, at P places in registers. As many sums as that are needed at once to hide how long each addition takes.
///
/// Written like [CorrelationTiles], for the same reasons.
final class OneSampleTiles {
    private static final VectorSpecies<Float> HALF = FloatVector.SPECIES_128;
    /// Vectors of 8, so that a block is one; where the machine has none, a block is worked on in two halves.
    private static final VectorSpecies<Float> WHOLE = VectorKernels.SPECIES.length() >= BLOCK
            ? FloatVector.SPECIES_256
            : HALF;

    private OneSampleTiles() {}

    /// All places of some blocks of 8 outputs.
    static void blocks(
            int blocks, Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt,
            float floor) {
        for (int half = 0; half < BLOCK; half += WHOLE.length()) {
            if (places == 1) {
                onePlace(blocks, window, w, wAt + half, x, xAt, y, yAt + half, floor);
            } else {
                manyPlaces(blocks, window, places, w, wAt + half, x, xAt, y, yAt + half, floor);
            }
        }
    }

    private static void onePlace(
            int blocks, Window window, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
        int rows = window.rows();
        int run = window.run();
        int line = window.line();
        int wBlock = Packing.blockAt(BLOCK, rows * run);
        int b = 0;
        for (; b <= blocks - 8; b += 8) {
            tile8x1(w, wAt + b * wBlock, wBlock, rows, run, x, xAt, line, y, yAt + b * BLOCK, floor);
        }
        for (; b <= blocks - 4; b += 4) {
            tile4x1(w, wAt + b * wBlock, wBlock, rows, run, x, xAt, line, y, yAt + b * BLOCK, floor);
        }
        for (; b <= blocks - 2; b += 2) {
            tile2x1(w, wAt + b * wBlock, wBlock, rows, run, x, xAt, line, y, yAt + b * BLOCK, floor);
        }
        for (; b < blocks; b++) {
            tile1x1(w, wAt + b * wBlock, rows, run, x, xAt, line, y, yAt + b * BLOCK, floor);
        }
    }

    private static void manyPlaces(
            int blocks, Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt,
            float floor) {
        int wBlock = Packing.blockAt(BLOCK, window.rows() * window.run());
        int b = 0;
        for (; b <= blocks - 4; b += 4) {
            four(window, places, w, wAt + b * wBlock, wBlock, x, xAt, y, yAt + b * BLOCK, floor);
        }
        for (; b <= blocks - 2; b += 2) {
            two(window, places, w, wAt + b * wBlock, wBlock, x, xAt, y, yAt + b * BLOCK, floor);
        }
        for (; b < blocks; b++) {
            one(window, places, w, wAt + b * wBlock, x, xAt, y, yAt + b * BLOCK, floor);
        }
    }

    private static void four(
            Window window, int places, float[] w, int wAt, int wBlock, float[] x, int xAt, float[] y, int yAt,
            float floor) {
        int rows = window.rows();
        int run = window.run();
        int line = window.line();
        int xStep = window.sourceStep();
        int yStep = window.targetStep();
        int p = 0;
        for (; p <= places - 3; p += 3) {
            tile4x3(w, wAt, wBlock, rows, run, x, xAt + p * xStep, xStep, line, y, yAt + p * yStep, yStep, floor);
        }
        for (; p <= places - 2; p += 2) {
            tile4x2(w, wAt, wBlock, rows, run, x, xAt + p * xStep, xStep, line, y, yAt + p * yStep, yStep, floor);
        }
        for (; p < places; p++) {
            tile4x1(w, wAt, wBlock, rows, run, x, xAt + p * xStep, line, y, yAt + p * yStep, floor);
        }
    }

    private static void two(
            Window window, int places, float[] w, int wAt, int wBlock, float[] x, int xAt, float[] y, int yAt,
            float floor) {
        int rows = window.rows();
        int run = window.run();
        int line = window.line();
        int xStep = window.sourceStep();
        int yStep = window.targetStep();
        int p = 0;
        for (; p <= places - 4; p += 4) {
            tile2x4(w, wAt, wBlock, rows, run, x, xAt + p * xStep, xStep, line, y, yAt + p * yStep, yStep, floor);
        }
        for (; p < places; p++) {
            tile2x1(w, wAt, wBlock, rows, run, x, xAt + p * xStep, line, y, yAt + p * yStep, floor);
        }
    }

    private static void one(
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

    /// All places of a block of 4 outputs.
    static void half(
            Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
        int rows = window.rows();
        int run = window.run();
        int line = window.line();
        int xStep = window.sourceStep();
        int yStep = window.targetStep();
        int p = 0;
        for (; p <= places - 8; p += 8) {
            half1x8(w, wAt, rows, run, x, xAt + p * xStep, xStep, line, y, yAt + p * yStep, yStep, floor);
        }
        for (; p < places; p++) {
            half1x1(w, wAt, rows, run, x, xAt + p * xStep, line, y, yAt + p * yStep, floor);
        }
    }

    /// All places of a single output.
    static void single(
            Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
        int rows = window.rows();
        int run = window.run();
        int line = window.line();
        int xStep = window.sourceStep();
        int yStep = window.targetStep();
        int p = 0;
        for (; p <= places - 8; p += 8) {
            single1x8(w, wAt, rows, run, x, xAt + p * xStep, xStep, line, y, yAt + p * yStep, yStep, floor);
        }
        ScalarOneSampleKernels.block(1, window, places - p, w, wAt, x, xAt + p * xStep, y, yAt + p * yStep, floor);
    }

    private static void tile8x1(
            float[] w, int wAt, int wBlock, int rows, int run, float[] x, int xAt, int line, float[] y, int yAt,
            float floor) {
        var a0x0 = FloatVector.fromArray(WHOLE, w, wAt);
        var a1x0 = FloatVector.fromArray(WHOLE, w, wAt + wBlock);
        var a2x0 = FloatVector.fromArray(WHOLE, w, wAt + 2 * wBlock);
        var a3x0 = FloatVector.fromArray(WHOLE, w, wAt + 3 * wBlock);
        var a4x0 = FloatVector.fromArray(WHOLE, w, wAt + 4 * wBlock);
        var a5x0 = FloatVector.fromArray(WHOLE, w, wAt + 5 * wBlock);
        var a6x0 = FloatVector.fromArray(WHOLE, w, wAt + 6 * wBlock);
        var a7x0 = FloatVector.fromArray(WHOLE, w, wAt + 7 * wBlock);
        int w0 = wAt + 8;
        int w1 = w0 + wBlock;
        int w2 = w0 + 2 * wBlock;
        int w3 = w0 + 3 * wBlock;
        int w4 = w0 + 4 * wBlock;
        int w5 = w0 + 5 * wBlock;
        int w6 = w0 + 6 * wBlock;
        int w7 = w0 + 7 * wBlock;
        int row = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(WHOLE, x[row + k]);
                var v0 = FloatVector.fromArray(WHOLE, w, w0 + k * 8);
                a0x0 = x0.fma(v0, a0x0);
                var v1 = FloatVector.fromArray(WHOLE, w, w1 + k * 8);
                a1x0 = x0.fma(v1, a1x0);
                var v2 = FloatVector.fromArray(WHOLE, w, w2 + k * 8);
                a2x0 = x0.fma(v2, a2x0);
                var v3 = FloatVector.fromArray(WHOLE, w, w3 + k * 8);
                a3x0 = x0.fma(v3, a3x0);
                var v4 = FloatVector.fromArray(WHOLE, w, w4 + k * 8);
                a4x0 = x0.fma(v4, a4x0);
                var v5 = FloatVector.fromArray(WHOLE, w, w5 + k * 8);
                a5x0 = x0.fma(v5, a5x0);
                var v6 = FloatVector.fromArray(WHOLE, w, w6 + k * 8);
                a6x0 = x0.fma(v6, a6x0);
                var v7 = FloatVector.fromArray(WHOLE, w, w7 + k * 8);
                a7x0 = x0.fma(v7, a7x0);
            }
            w0 += run * 8;
            w1 += run * 8;
            w2 += run * 8;
            w3 += run * 8;
            w4 += run * 8;
            w5 += run * 8;
            w6 += run * 8;
            w7 += run * 8;
            row += line;
        }
        var bound = FloatVector.broadcast(WHOLE, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + 8);
        bound.max(a2x0).intoArray(y, yAt + 16);
        bound.max(a3x0).intoArray(y, yAt + 24);
        bound.max(a4x0).intoArray(y, yAt + 32);
        bound.max(a5x0).intoArray(y, yAt + 40);
        bound.max(a6x0).intoArray(y, yAt + 48);
        bound.max(a7x0).intoArray(y, yAt + 56);
    }

    private static void tile4x1(
            float[] w, int wAt, int wBlock, int rows, int run, float[] x, int xAt, int line, float[] y, int yAt,
            float floor) {
        var a0x0 = FloatVector.fromArray(WHOLE, w, wAt);
        var a1x0 = FloatVector.fromArray(WHOLE, w, wAt + wBlock);
        var a2x0 = FloatVector.fromArray(WHOLE, w, wAt + 2 * wBlock);
        var a3x0 = FloatVector.fromArray(WHOLE, w, wAt + 3 * wBlock);
        int w0 = wAt + 8;
        int w1 = w0 + wBlock;
        int w2 = w0 + 2 * wBlock;
        int w3 = w0 + 3 * wBlock;
        int row = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(WHOLE, x[row + k]);
                var v0 = FloatVector.fromArray(WHOLE, w, w0 + k * 8);
                a0x0 = x0.fma(v0, a0x0);
                var v1 = FloatVector.fromArray(WHOLE, w, w1 + k * 8);
                a1x0 = x0.fma(v1, a1x0);
                var v2 = FloatVector.fromArray(WHOLE, w, w2 + k * 8);
                a2x0 = x0.fma(v2, a2x0);
                var v3 = FloatVector.fromArray(WHOLE, w, w3 + k * 8);
                a3x0 = x0.fma(v3, a3x0);
            }
            w0 += run * 8;
            w1 += run * 8;
            w2 += run * 8;
            w3 += run * 8;
            row += line;
        }
        var bound = FloatVector.broadcast(WHOLE, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + 8);
        bound.max(a2x0).intoArray(y, yAt + 16);
        bound.max(a3x0).intoArray(y, yAt + 24);
    }

    private static void tile2x1(
            float[] w, int wAt, int wBlock, int rows, int run, float[] x, int xAt, int line, float[] y, int yAt,
            float floor) {
        var a0x0 = FloatVector.fromArray(WHOLE, w, wAt);
        var a1x0 = FloatVector.fromArray(WHOLE, w, wAt + wBlock);
        int w0 = wAt + 8;
        int w1 = w0 + wBlock;
        int row = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(WHOLE, x[row + k]);
                var v0 = FloatVector.fromArray(WHOLE, w, w0 + k * 8);
                a0x0 = x0.fma(v0, a0x0);
                var v1 = FloatVector.fromArray(WHOLE, w, w1 + k * 8);
                a1x0 = x0.fma(v1, a1x0);
            }
            w0 += run * 8;
            w1 += run * 8;
            row += line;
        }
        var bound = FloatVector.broadcast(WHOLE, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + 8);
    }

    private static void tile1x1(
            float[] w, int wAt, int rows, int run, float[] x, int xAt, int line, float[] y, int yAt, float floor) {
        var a0x0 = FloatVector.fromArray(WHOLE, w, wAt);
        int w0 = wAt + 8;
        int row = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(WHOLE, x[row + k]);
                var v0 = FloatVector.fromArray(WHOLE, w, w0 + k * 8);
                a0x0 = x0.fma(v0, a0x0);
            }
            w0 += run * 8;
            row += line;
        }
        var bound = FloatVector.broadcast(WHOLE, floor);
        bound.max(a0x0).intoArray(y, yAt);
    }

    private static void tile4x3(
            float[] w, int wAt, int wBlock, int rows, int run, float[] x, int xAt, int xStep, int line, float[] y,
            int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(WHOLE, w, wAt);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a1x0 = FloatVector.fromArray(WHOLE, w, wAt + wBlock);
        var a1x1 = a1x0;
        var a1x2 = a1x0;
        var a2x0 = FloatVector.fromArray(WHOLE, w, wAt + 2 * wBlock);
        var a2x1 = a2x0;
        var a2x2 = a2x0;
        var a3x0 = FloatVector.fromArray(WHOLE, w, wAt + 3 * wBlock);
        var a3x1 = a3x0;
        var a3x2 = a3x0;
        int w0 = wAt + 8;
        int w1 = w0 + wBlock;
        int w2 = w0 + 2 * wBlock;
        int w3 = w0 + 3 * wBlock;
        int row = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row + xStep;
            int row2 = row + 2 * xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(WHOLE, x[row + k]);
                var x1 = FloatVector.broadcast(WHOLE, x[row1 + k]);
                var x2 = FloatVector.broadcast(WHOLE, x[row2 + k]);
                var v0 = FloatVector.fromArray(WHOLE, w, w0 + k * 8);
                a0x0 = x0.fma(v0, a0x0);
                a0x1 = x1.fma(v0, a0x1);
                a0x2 = x2.fma(v0, a0x2);
                var v1 = FloatVector.fromArray(WHOLE, w, w1 + k * 8);
                a1x0 = x0.fma(v1, a1x0);
                a1x1 = x1.fma(v1, a1x1);
                a1x2 = x2.fma(v1, a1x2);
                var v2 = FloatVector.fromArray(WHOLE, w, w2 + k * 8);
                a2x0 = x0.fma(v2, a2x0);
                a2x1 = x1.fma(v2, a2x1);
                a2x2 = x2.fma(v2, a2x2);
                var v3 = FloatVector.fromArray(WHOLE, w, w3 + k * 8);
                a3x0 = x0.fma(v3, a3x0);
                a3x1 = x1.fma(v3, a3x1);
                a3x2 = x2.fma(v3, a3x2);
            }
            w0 += run * 8;
            w1 += run * 8;
            w2 += run * 8;
            w3 += run * 8;
            row += line;
        }
        var bound = FloatVector.broadcast(WHOLE, floor);
        int y1 = yAt + yStep;
        int y2 = yAt + 2 * yStep;
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a0x1).intoArray(y, y1);
        bound.max(a0x2).intoArray(y, y2);
        bound.max(a1x0).intoArray(y, yAt + 8);
        bound.max(a1x1).intoArray(y, y1 + 8);
        bound.max(a1x2).intoArray(y, y2 + 8);
        bound.max(a2x0).intoArray(y, yAt + 16);
        bound.max(a2x1).intoArray(y, y1 + 16);
        bound.max(a2x2).intoArray(y, y2 + 16);
        bound.max(a3x0).intoArray(y, yAt + 24);
        bound.max(a3x1).intoArray(y, y1 + 24);
        bound.max(a3x2).intoArray(y, y2 + 24);
    }

    private static void tile4x2(
            float[] w, int wAt, int wBlock, int rows, int run, float[] x, int xAt, int xStep, int line, float[] y,
            int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(WHOLE, w, wAt);
        var a0x1 = a0x0;
        var a1x0 = FloatVector.fromArray(WHOLE, w, wAt + wBlock);
        var a1x1 = a1x0;
        var a2x0 = FloatVector.fromArray(WHOLE, w, wAt + 2 * wBlock);
        var a2x1 = a2x0;
        var a3x0 = FloatVector.fromArray(WHOLE, w, wAt + 3 * wBlock);
        var a3x1 = a3x0;
        int w0 = wAt + 8;
        int w1 = w0 + wBlock;
        int w2 = w0 + 2 * wBlock;
        int w3 = w0 + 3 * wBlock;
        int row = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row + xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(WHOLE, x[row + k]);
                var x1 = FloatVector.broadcast(WHOLE, x[row1 + k]);
                var v0 = FloatVector.fromArray(WHOLE, w, w0 + k * 8);
                a0x0 = x0.fma(v0, a0x0);
                a0x1 = x1.fma(v0, a0x1);
                var v1 = FloatVector.fromArray(WHOLE, w, w1 + k * 8);
                a1x0 = x0.fma(v1, a1x0);
                a1x1 = x1.fma(v1, a1x1);
                var v2 = FloatVector.fromArray(WHOLE, w, w2 + k * 8);
                a2x0 = x0.fma(v2, a2x0);
                a2x1 = x1.fma(v2, a2x1);
                var v3 = FloatVector.fromArray(WHOLE, w, w3 + k * 8);
                a3x0 = x0.fma(v3, a3x0);
                a3x1 = x1.fma(v3, a3x1);
            }
            w0 += run * 8;
            w1 += run * 8;
            w2 += run * 8;
            w3 += run * 8;
            row += line;
        }
        var bound = FloatVector.broadcast(WHOLE, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + 8);
        bound.max(a2x0).intoArray(y, yAt + 16);
        bound.max(a3x0).intoArray(y, yAt + 24);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a1x1).intoArray(y, yAt + yStep + 8);
        bound.max(a2x1).intoArray(y, yAt + yStep + 16);
        bound.max(a3x1).intoArray(y, yAt + yStep + 24);
    }

    private static void tile2x4(
            float[] w, int wAt, int wBlock, int rows, int run, float[] x, int xAt, int xStep, int line, float[] y,
            int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(WHOLE, w, wAt);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a0x3 = a0x0;
        var a1x0 = FloatVector.fromArray(WHOLE, w, wAt + wBlock);
        var a1x1 = a1x0;
        var a1x2 = a1x0;
        var a1x3 = a1x0;
        int w0 = wAt + 8;
        int w1 = w0 + wBlock;
        int row = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row + xStep;
            int row2 = row + 2 * xStep;
            int row3 = row + 3 * xStep;
            for (int k = 0; k < run; k++) {
                var v0 = FloatVector.fromArray(WHOLE, w, w0 + k * 8);
                var v1 = FloatVector.fromArray(WHOLE, w, w1 + k * 8);
                var x0 = FloatVector.broadcast(WHOLE, x[row + k]);
                a0x0 = x0.fma(v0, a0x0);
                a1x0 = x0.fma(v1, a1x0);
                var x1 = FloatVector.broadcast(WHOLE, x[row1 + k]);
                a0x1 = x1.fma(v0, a0x1);
                a1x1 = x1.fma(v1, a1x1);
                var x2 = FloatVector.broadcast(WHOLE, x[row2 + k]);
                a0x2 = x2.fma(v0, a0x2);
                a1x2 = x2.fma(v1, a1x2);
                var x3 = FloatVector.broadcast(WHOLE, x[row3 + k]);
                a0x3 = x3.fma(v0, a0x3);
                a1x3 = x3.fma(v1, a1x3);
            }
            w0 += run * 8;
            w1 += run * 8;
            row += line;
        }
        var bound = FloatVector.broadcast(WHOLE, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + 8);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a1x1).intoArray(y, yAt + yStep + 8);
        bound.max(a0x2).intoArray(y, yAt + 2 * yStep);
        bound.max(a1x2).intoArray(y, yAt + 2 * yStep + 8);
        bound.max(a0x3).intoArray(y, yAt + 3 * yStep);
        bound.max(a1x3).intoArray(y, yAt + 3 * yStep + 8);
    }

    private static void tile1x8(
            float[] w, int wAt, int rows, int run, float[] x, int xAt, int xStep, int line, float[] y, int yAt,
            int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(WHOLE, w, wAt);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a0x3 = a0x0;
        var a0x4 = a0x0;
        var a0x5 = a0x0;
        var a0x6 = a0x0;
        var a0x7 = a0x0;
        int w0 = wAt + 8;
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
                var v0 = FloatVector.fromArray(WHOLE, w, w0 + k * 8);
                var x0 = FloatVector.broadcast(WHOLE, x[row + k]);
                a0x0 = x0.fma(v0, a0x0);
                var x1 = FloatVector.broadcast(WHOLE, x[row1 + k]);
                a0x1 = x1.fma(v0, a0x1);
                var x2 = FloatVector.broadcast(WHOLE, x[row2 + k]);
                a0x2 = x2.fma(v0, a0x2);
                var x3 = FloatVector.broadcast(WHOLE, x[row3 + k]);
                a0x3 = x3.fma(v0, a0x3);
                var x4 = FloatVector.broadcast(WHOLE, x[row4 + k]);
                a0x4 = x4.fma(v0, a0x4);
                var x5 = FloatVector.broadcast(WHOLE, x[row5 + k]);
                a0x5 = x5.fma(v0, a0x5);
                var x6 = FloatVector.broadcast(WHOLE, x[row6 + k]);
                a0x6 = x6.fma(v0, a0x6);
                var x7 = FloatVector.broadcast(WHOLE, x[row7 + k]);
                a0x7 = x7.fma(v0, a0x7);
            }
            w0 += run * 8;
            row += line;
        }
        var bound = FloatVector.broadcast(WHOLE, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a0x2).intoArray(y, yAt + 2 * yStep);
        bound.max(a0x3).intoArray(y, yAt + 3 * yStep);
        bound.max(a0x4).intoArray(y, yAt + 4 * yStep);
        bound.max(a0x5).intoArray(y, yAt + 5 * yStep);
        bound.max(a0x6).intoArray(y, yAt + 6 * yStep);
        bound.max(a0x7).intoArray(y, yAt + 7 * yStep);
    }

    private static void half1x8(
            float[] w, int wAt, int rows, int run, float[] x, int xAt, int xStep, int line, float[] y, int yAt,
            int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(HALF, w, wAt);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a0x3 = a0x0;
        var a0x4 = a0x0;
        var a0x5 = a0x0;
        var a0x6 = a0x0;
        var a0x7 = a0x0;
        int w0 = wAt + 4;
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
                var v0 = FloatVector.fromArray(HALF, w, w0 + k * 4);
                var x0 = FloatVector.broadcast(HALF, x[row + k]);
                a0x0 = x0.fma(v0, a0x0);
                var x1 = FloatVector.broadcast(HALF, x[row1 + k]);
                a0x1 = x1.fma(v0, a0x1);
                var x2 = FloatVector.broadcast(HALF, x[row2 + k]);
                a0x2 = x2.fma(v0, a0x2);
                var x3 = FloatVector.broadcast(HALF, x[row3 + k]);
                a0x3 = x3.fma(v0, a0x3);
                var x4 = FloatVector.broadcast(HALF, x[row4 + k]);
                a0x4 = x4.fma(v0, a0x4);
                var x5 = FloatVector.broadcast(HALF, x[row5 + k]);
                a0x5 = x5.fma(v0, a0x5);
                var x6 = FloatVector.broadcast(HALF, x[row6 + k]);
                a0x6 = x6.fma(v0, a0x6);
                var x7 = FloatVector.broadcast(HALF, x[row7 + k]);
                a0x7 = x7.fma(v0, a0x7);
            }
            w0 += run * 4;
            row += line;
        }
        var bound = FloatVector.broadcast(HALF, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a0x2).intoArray(y, yAt + 2 * yStep);
        bound.max(a0x3).intoArray(y, yAt + 3 * yStep);
        bound.max(a0x4).intoArray(y, yAt + 4 * yStep);
        bound.max(a0x5).intoArray(y, yAt + 5 * yStep);
        bound.max(a0x6).intoArray(y, yAt + 6 * yStep);
        bound.max(a0x7).intoArray(y, yAt + 7 * yStep);
    }

    private static void half1x1(
            float[] w, int wAt, int rows, int run, float[] x, int xAt, int line, float[] y, int yAt, float floor) {
        var a0x0 = FloatVector.fromArray(HALF, w, wAt);
        int w0 = wAt + 4;
        int row = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(HALF, x[row + k]);
                var v0 = FloatVector.fromArray(HALF, w, w0 + k * 4);
                a0x0 = x0.fma(v0, a0x0);
            }
            w0 += run * 4;
            row += line;
        }
        var bound = FloatVector.broadcast(HALF, floor);
        bound.max(a0x0).intoArray(y, yAt);
    }

    private static void single1x8(
            float[] w, int wAt, int rows, int run, float[] x, int xAt, int xStep, int line, float[] y, int yAt,
            int yStep,
            float floor) {
        float a0 = w[wAt];
        float a1 = w[wAt];
        float a2 = w[wAt];
        float a3 = w[wAt];
        float a4 = w[wAt];
        float a5 = w[wAt];
        float a6 = w[wAt];
        float a7 = w[wAt];
        int weights = wAt + 1;
        int row = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row + xStep;
            int row2 = row1 + xStep;
            int row3 = row2 + xStep;
            int row4 = row3 + xStep;
            int row5 = row4 + xStep;
            int row6 = row5 + xStep;
            int row7 = row6 + xStep;
            for (int k = 0; k < run; k++) {
                float weight = w[weights + k];
                a0 = Math.fma(x[row + k], weight, a0);
                a1 = Math.fma(x[row1 + k], weight, a1);
                a2 = Math.fma(x[row2 + k], weight, a2);
                a3 = Math.fma(x[row3 + k], weight, a3);
                a4 = Math.fma(x[row4 + k], weight, a4);
                a5 = Math.fma(x[row5 + k], weight, a5);
                a6 = Math.fma(x[row6 + k], weight, a6);
                a7 = Math.fma(x[row7 + k], weight, a7);
            }
            weights += run;
            row += line;
        }
        y[yAt] = Math.max(a0, floor);
        y[yAt + yStep] = Math.max(a1, floor);
        y[yAt + 2 * yStep] = Math.max(a2, floor);
        y[yAt + 3 * yStep] = Math.max(a3, floor);
        y[yAt + 4 * yStep] = Math.max(a4, floor);
        y[yAt + 5 * yStep] = Math.max(a5, floor);
        y[yAt + 6 * yStep] = Math.max(a6, floor);
        y[yAt + 7 * yStep] = Math.max(a7, floor);
    }
}
