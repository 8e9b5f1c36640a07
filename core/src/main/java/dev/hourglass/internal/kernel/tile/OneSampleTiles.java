package dev.hourglass.internal.kernel.tile;

import static dev.hourglass.internal.kernel.tile.Vectors.HALF;
import static dev.hourglass.internal.kernel.tile.Vectors.WHOLE;

import jdk.incubator.vector.FloatVector;

// Written by TileWriter: change its table or its templates, not this file.

/// The multiply-accumulate tiles of `VectorOneSampleKernels`: `tileBxP` holds B blocks of 8 outputs, or of one half of
/// them, at P places in registers. As many sums as that are needed at once to hide how long each addition takes.
///
/// Written like [CorrelationTiles], for the same reasons.
@SuppressWarnings("UnusedVariable")
public final class OneSampleTiles {
    private OneSampleTiles() {}

    /// Blocks of 8 outputs, which are `wBlock` apart in `w`, at all places.
    public static void onePlace(
            int blocks, int places, int rows, int run, int line, float[] w, int wAt, int wBlock,
            float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, float floor) {
        int b = 0;
        for (; b <= blocks - 8; b += 8) {
            onePlace8(places, rows, run, line, w, wAt + b * wBlock, wBlock, x, xAt, xStep,
                    y, yAt + b * 8, yStep, floor);
        }
        for (; b <= blocks - 4; b += 4) {
            onePlace4(places, rows, run, line, w, wAt + b * wBlock, wBlock, x, xAt, xStep,
                    y, yAt + b * 8, yStep, floor);
        }
        for (; b <= blocks - 2; b += 2) {
            onePlace2(places, rows, run, line, w, wAt + b * wBlock, wBlock, x, xAt, xStep,
                    y, yAt + b * 8, yStep, floor);
        }
        for (; b <= blocks - 1; b += 1) {
            onePlace1(places, rows, run, line, w, wAt + b * wBlock, wBlock, x, xAt, xStep,
                    y, yAt + b * 8, yStep, floor);
        }
    }

    private static void onePlace8(
            int places, int rows, int run, int line, float[] w, int wAt, int wBlock,
            float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, float floor) {
        int p = 0;
        for (; p <= places - 1; p += 1) {
            tile8x1(rows, run, line, w, wAt, wBlock, x, xAt + p * xStep, xStep,
                    y, yAt + p * yStep, yStep, floor);
        }
    }

    private static void onePlace4(
            int places, int rows, int run, int line, float[] w, int wAt, int wBlock,
            float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, float floor) {
        int p = 0;
        for (; p <= places - 1; p += 1) {
            tile4x1(rows, run, line, w, wAt, wBlock, x, xAt + p * xStep, xStep,
                    y, yAt + p * yStep, yStep, floor);
        }
    }

    private static void onePlace2(
            int places, int rows, int run, int line, float[] w, int wAt, int wBlock,
            float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, float floor) {
        int p = 0;
        for (; p <= places - 1; p += 1) {
            tile2x1(rows, run, line, w, wAt, wBlock, x, xAt + p * xStep, xStep,
                    y, yAt + p * yStep, yStep, floor);
        }
    }

    private static void onePlace1(
            int places, int rows, int run, int line, float[] w, int wAt, int wBlock,
            float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, float floor) {
        int p = 0;
        for (; p <= places - 1; p += 1) {
            tile1x1(rows, run, line, w, wAt, wBlock, x, xAt + p * xStep, xStep,
                    y, yAt + p * yStep, yStep, floor);
        }
    }

    /// Blocks of 8 outputs, which are `wBlock` apart in `w`, at all places.
    public static void manyPlaces(
            int blocks, int places, int rows, int run, int line, float[] w, int wAt, int wBlock,
            float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, float floor) {
        int b = 0;
        for (; b <= blocks - 4; b += 4) {
            manyPlaces4(places, rows, run, line, w, wAt + b * wBlock, wBlock, x, xAt, xStep,
                    y, yAt + b * 8, yStep, floor);
        }
        for (; b <= blocks - 2; b += 2) {
            manyPlaces2(places, rows, run, line, w, wAt + b * wBlock, wBlock, x, xAt, xStep,
                    y, yAt + b * 8, yStep, floor);
        }
        for (; b <= blocks - 1; b += 1) {
            manyPlaces1(places, rows, run, line, w, wAt + b * wBlock, wBlock, x, xAt, xStep,
                    y, yAt + b * 8, yStep, floor);
        }
    }

    private static void manyPlaces4(
            int places, int rows, int run, int line, float[] w, int wAt, int wBlock,
            float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, float floor) {
        int p = 0;
        for (; p <= places - 3; p += 3) {
            tile4x3(rows, run, line, w, wAt, wBlock, x, xAt + p * xStep, xStep,
                    y, yAt + p * yStep, yStep, floor);
        }
        for (; p <= places - 2; p += 2) {
            tile4x2(rows, run, line, w, wAt, wBlock, x, xAt + p * xStep, xStep,
                    y, yAt + p * yStep, yStep, floor);
        }
        for (; p <= places - 1; p += 1) {
            tile4x1(rows, run, line, w, wAt, wBlock, x, xAt + p * xStep, xStep,
                    y, yAt + p * yStep, yStep, floor);
        }
    }

    private static void manyPlaces2(
            int places, int rows, int run, int line, float[] w, int wAt, int wBlock,
            float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, float floor) {
        int p = 0;
        for (; p <= places - 4; p += 4) {
            tile2x4(rows, run, line, w, wAt, wBlock, x, xAt + p * xStep, xStep,
                    y, yAt + p * yStep, yStep, floor);
        }
        for (; p <= places - 1; p += 1) {
            tile2x1(rows, run, line, w, wAt, wBlock, x, xAt + p * xStep, xStep,
                    y, yAt + p * yStep, yStep, floor);
        }
    }

    private static void manyPlaces1(
            int places, int rows, int run, int line, float[] w, int wAt, int wBlock,
            float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, float floor) {
        int p = 0;
        for (; p <= places - 8; p += 8) {
            tile1x8(rows, run, line, w, wAt, wBlock, x, xAt + p * xStep, xStep,
                    y, yAt + p * yStep, yStep, floor);
        }
        for (; p <= places - 1; p += 1) {
            tile1x1(rows, run, line, w, wAt, wBlock, x, xAt + p * xStep, xStep,
                    y, yAt + p * yStep, yStep, floor);
        }
    }

    private static void tile8x1(
            int rows, int run, int line, float[] w, int wAt, int wBlock,
            float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, float floor) {
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
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(WHOLE, x[row0 + k]);
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
            row0 += line;
        }
        var bound = FloatVector.broadcast(WHOLE, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + 8);
        bound.max(a2x0).intoArray(y, yAt + 2 * 8);
        bound.max(a3x0).intoArray(y, yAt + 3 * 8);
        bound.max(a4x0).intoArray(y, yAt + 4 * 8);
        bound.max(a5x0).intoArray(y, yAt + 5 * 8);
        bound.max(a6x0).intoArray(y, yAt + 6 * 8);
        bound.max(a7x0).intoArray(y, yAt + 7 * 8);
    }

    private static void tile4x1(
            int rows, int run, int line, float[] w, int wAt, int wBlock,
            float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(WHOLE, w, wAt);
        var a1x0 = FloatVector.fromArray(WHOLE, w, wAt + wBlock);
        var a2x0 = FloatVector.fromArray(WHOLE, w, wAt + 2 * wBlock);
        var a3x0 = FloatVector.fromArray(WHOLE, w, wAt + 3 * wBlock);
        int w0 = wAt + 8;
        int w1 = w0 + wBlock;
        int w2 = w0 + 2 * wBlock;
        int w3 = w0 + 3 * wBlock;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(WHOLE, x[row0 + k]);
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
            row0 += line;
        }
        var bound = FloatVector.broadcast(WHOLE, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + 8);
        bound.max(a2x0).intoArray(y, yAt + 2 * 8);
        bound.max(a3x0).intoArray(y, yAt + 3 * 8);
    }

    private static void tile2x1(
            int rows, int run, int line, float[] w, int wAt, int wBlock,
            float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(WHOLE, w, wAt);
        var a1x0 = FloatVector.fromArray(WHOLE, w, wAt + wBlock);
        int w0 = wAt + 8;
        int w1 = w0 + wBlock;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(WHOLE, x[row0 + k]);
                var v0 = FloatVector.fromArray(WHOLE, w, w0 + k * 8);
                a0x0 = x0.fma(v0, a0x0);
                var v1 = FloatVector.fromArray(WHOLE, w, w1 + k * 8);
                a1x0 = x0.fma(v1, a1x0);
            }
            w0 += run * 8;
            w1 += run * 8;
            row0 += line;
        }
        var bound = FloatVector.broadcast(WHOLE, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + 8);
    }

    private static void tile1x1(
            int rows, int run, int line, float[] w, int wAt, int wBlock,
            float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(WHOLE, w, wAt);
        int w0 = wAt + 8;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(WHOLE, x[row0 + k]);
                var v0 = FloatVector.fromArray(WHOLE, w, w0 + k * 8);
                a0x0 = x0.fma(v0, a0x0);
            }
            w0 += run * 8;
            row0 += line;
        }
        var bound = FloatVector.broadcast(WHOLE, floor);
        bound.max(a0x0).intoArray(y, yAt);
    }

    private static void tile4x3(
            int rows, int run, int line, float[] w, int wAt, int wBlock,
            float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, float floor) {
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
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            int row2 = row0 + 2 * xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(WHOLE, x[row0 + k]);
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
            row0 += line;
        }
        var bound = FloatVector.broadcast(WHOLE, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + 8);
        bound.max(a2x0).intoArray(y, yAt + 2 * 8);
        bound.max(a3x0).intoArray(y, yAt + 3 * 8);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a1x1).intoArray(y, yAt + yStep + 8);
        bound.max(a2x1).intoArray(y, yAt + yStep + 2 * 8);
        bound.max(a3x1).intoArray(y, yAt + yStep + 3 * 8);
        bound.max(a0x2).intoArray(y, yAt + 2 * yStep);
        bound.max(a1x2).intoArray(y, yAt + 2 * yStep + 8);
        bound.max(a2x2).intoArray(y, yAt + 2 * yStep + 2 * 8);
        bound.max(a3x2).intoArray(y, yAt + 2 * yStep + 3 * 8);
    }

    private static void tile4x2(
            int rows, int run, int line, float[] w, int wAt, int wBlock,
            float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, float floor) {
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
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(WHOLE, x[row0 + k]);
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
            row0 += line;
        }
        var bound = FloatVector.broadcast(WHOLE, floor);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + 8);
        bound.max(a2x0).intoArray(y, yAt + 2 * 8);
        bound.max(a3x0).intoArray(y, yAt + 3 * 8);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a1x1).intoArray(y, yAt + yStep + 8);
        bound.max(a2x1).intoArray(y, yAt + yStep + 2 * 8);
        bound.max(a3x1).intoArray(y, yAt + yStep + 3 * 8);
    }

    private static void tile2x4(
            int rows, int run, int line, float[] w, int wAt, int wBlock,
            float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, float floor) {
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
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            int row2 = row0 + 2 * xStep;
            int row3 = row0 + 3 * xStep;
            for (int k = 0; k < run; k++) {
                var v0 = FloatVector.fromArray(WHOLE, w, w0 + k * 8);
                var v1 = FloatVector.fromArray(WHOLE, w, w1 + k * 8);
                var x0 = FloatVector.broadcast(WHOLE, x[row0 + k]);
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
            row0 += line;
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
            int rows, int run, int line, float[] w, int wAt, int wBlock,
            float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(WHOLE, w, wAt);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a0x3 = a0x0;
        var a0x4 = a0x0;
        var a0x5 = a0x0;
        var a0x6 = a0x0;
        var a0x7 = a0x0;
        int w0 = wAt + 8;
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
                var v0 = FloatVector.fromArray(WHOLE, w, w0 + k * 8);
                var x0 = FloatVector.broadcast(WHOLE, x[row0 + k]);
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
            row0 += line;
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

    /// Blocks of 4 outputs, which are `wBlock` apart in `w`, at all places.
    public static void halfBlocks(
            int blocks, int places, int rows, int run, int line, float[] w, int wAt, int wBlock,
            float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, float floor) {
        int b = 0;
        for (; b <= blocks - 1; b += 1) {
            halfBlocks1(places, rows, run, line, w, wAt + b * wBlock, wBlock, x, xAt, xStep,
                    y, yAt + b * 4, yStep, floor);
        }
    }

    private static void halfBlocks1(
            int places, int rows, int run, int line, float[] w, int wAt, int wBlock,
            float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, float floor) {
        int p = 0;
        for (; p <= places - 8; p += 8) {
            half1x8(rows, run, line, w, wAt, wBlock, x, xAt + p * xStep, xStep,
                    y, yAt + p * yStep, yStep, floor);
        }
        for (; p <= places - 1; p += 1) {
            half1x1(rows, run, line, w, wAt, wBlock, x, xAt + p * xStep, xStep,
                    y, yAt + p * yStep, yStep, floor);
        }
    }

    private static void half1x8(
            int rows, int run, int line, float[] w, int wAt, int wBlock,
            float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(HALF, w, wAt);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a0x3 = a0x0;
        var a0x4 = a0x0;
        var a0x5 = a0x0;
        var a0x6 = a0x0;
        var a0x7 = a0x0;
        int w0 = wAt + 4;
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
                var v0 = FloatVector.fromArray(HALF, w, w0 + k * 4);
                var x0 = FloatVector.broadcast(HALF, x[row0 + k]);
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
            row0 += line;
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
            int rows, int run, int line, float[] w, int wAt, int wBlock,
            float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(HALF, w, wAt);
        int w0 = wAt + 4;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(HALF, x[row0 + k]);
                var v0 = FloatVector.fromArray(HALF, w, w0 + k * 4);
                a0x0 = x0.fma(v0, a0x0);
            }
            w0 += run * 4;
            row0 += line;
        }
        var bound = FloatVector.broadcast(HALF, floor);
        bound.max(a0x0).intoArray(y, yAt);
    }

    /// A single output at all places.
    public static void single(
            int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        int p = 0;
        for (; p <= places - 8; p += 8) {
            single1x8(rows, run, line, w, wAt, x, xAt + p * xStep, xStep, y, yAt + p * yStep, yStep, floor);
        }
        for (; p <= places - 1; p += 1) {
            single1x1(rows, run, line, w, wAt, x, xAt + p * xStep, xStep, y, yAt + p * yStep, yStep, floor);
        }
    }

    private static void single1x8(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        float a0 = w[wAt];
        float a1 = w[wAt];
        float a2 = w[wAt];
        float a3 = w[wAt];
        float a4 = w[wAt];
        float a5 = w[wAt];
        float a6 = w[wAt];
        float a7 = w[wAt];
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
                float weight = w[weights + k];
                a0 = Math.fma(x[row0 + k], weight, a0);
                a1 = Math.fma(x[row1 + k], weight, a1);
                a2 = Math.fma(x[row2 + k], weight, a2);
                a3 = Math.fma(x[row3 + k], weight, a3);
                a4 = Math.fma(x[row4 + k], weight, a4);
                a5 = Math.fma(x[row5 + k], weight, a5);
                a6 = Math.fma(x[row6 + k], weight, a6);
                a7 = Math.fma(x[row7 + k], weight, a7);
            }
            weights += run;
            row0 += line;
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

    private static void single1x1(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        float a0 = w[wAt];
        int weights = wAt + 1;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                float weight = w[weights + k];
                a0 = Math.fma(x[row0 + k], weight, a0);
            }
            weights += run;
            row0 += line;
        }
        y[yAt] = Math.max(a0, floor);
    }
}
