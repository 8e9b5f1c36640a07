package dev.hourglass.internal.kernel.tile;

import static dev.hourglass.internal.kernel.tile.Vectors.LENGTH;
import static dev.hourglass.internal.kernel.tile.Vectors.SPECIES;
import static jdk.incubator.vector.VectorOperators.GE;

import jdk.incubator.vector.FloatVector;

// Written by TileWriter: change its table or its templates, not this file.

/// The multiply-accumulate tiles of `VectorRowKernels`: `tileVxPofB` holds V vectors of the B outputs of a block at P places
/// in registers. `wide` is for vectors of 16 floats.
///
/// Written like [CorrelationTiles], for the same reasons.
@SuppressWarnings("UnusedVariable")
public final class RowTiles {
    private RowTiles() {}

    /// Some outputs of a block at all places, which are `xStep` apart in `x` and `yStep` in `y`. A place reads `rows`
    /// runs of `run` features, which are `line` apart.
    ///
    /// @param block its outputs
    /// @param wAt where the first output's bias is
    public static void wide(
            int block, int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        switch (block) {
            case 48 -> wide48(places, rows, run, line, w, wAt, x, xAt, xStep, y, yAt, yStep, floor);
            case 32 -> wide32(places, rows, run, line, w, wAt, x, xAt, xStep, y, yAt, yStep, floor);
            case 16 -> wide16(places, rows, run, line, w, wAt, x, xAt, xStep, y, yAt, yStep, floor);
            default -> throw new IllegalArgumentException("a block of " + block + " outputs has no tiles");
        }
    }

    private static void wide48(
            int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        int o = 0;
        for (; o < 48; o += 3 * LENGTH) {
            int p = 0;
            for (; p <= places - 8; p += 8) {
                tile3x8of48(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
            for (; p <= places - 4; p += 4) {
                tile3x4of48(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
            for (; p <= places - 2; p += 2) {
                tile3x2of48(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
            for (; p <= places - 1; p += 1) {
                tile3x1of48(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
        }
    }

    private static void wide32(
            int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        int o = 0;
        for (; o < 32; o += 2 * LENGTH) {
            int p = 0;
            for (; p <= places - 12; p += 12) {
                tile2x12of32(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
            for (; p <= places - 8; p += 8) {
                tile2x8of32(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
            for (; p <= places - 7; p += 7) {
                tile2x7of32(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
            for (; p <= places - 4; p += 4) {
                tile2x4of32(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
            for (; p <= places - 2; p += 2) {
                tile2x2of32(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
            for (; p <= places - 1; p += 1) {
                tile2x1of32(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
        }
    }

    private static void wide16(
            int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        int o = 0;
        for (; o < 16; o += LENGTH) {
            int p = 0;
            for (; p <= places - 16; p += 16) {
                tile1x16of16(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
            for (; p <= places - 8; p += 8) {
                tile1x8of16(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
            for (; p <= places - 7; p += 7) {
                tile1x7of16(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
            for (; p <= places - 4; p += 4) {
                tile1x4of16(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
            for (; p <= places - 2; p += 2) {
                tile1x2of16(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
            for (; p <= places - 1; p += 1) {
                tile1x1of16(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
        }
    }

    /// Some outputs of a block at all places, which are `xStep` apart in `x` and `yStep` in `y`. A place reads `rows`
    /// runs of `run` features, which are `line` apart.
    ///
    /// @param block its outputs
    /// @param wAt where the first output's bias is
    public static void narrow(
            int block, int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        switch (block) {
            case 40 -> narrow40(places, rows, run, line, w, wAt, x, xAt, xStep, y, yAt, yStep, floor);
            case 32 -> narrow32(places, rows, run, line, w, wAt, x, xAt, xStep, y, yAt, yStep, floor);
            case 16 -> narrow16(places, rows, run, line, w, wAt, x, xAt, xStep, y, yAt, yStep, floor);
            case 8 -> narrow8(places, rows, run, line, w, wAt, x, xAt, xStep, y, yAt, yStep, floor);
            default -> throw new IllegalArgumentException("a block of " + block + " outputs has no tiles");
        }
    }

    private static void narrow40(
            int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        int o = 0;
        for (; o < 24; o += 3 * LENGTH) {
            int p = 0;
            for (; p <= places - 3; p += 3) {
                tile3x3of40(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
            for (; p <= places - 1; p += 1) {
                tile3x1of40(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
        }
        for (; o < 40; o += 2 * LENGTH) {
            int p = 0;
            for (; p <= places - 5; p += 5) {
                tile2x5of40(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
            for (; p <= places - 2; p += 2) {
                tile2x2of40(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
            for (; p <= places - 1; p += 1) {
                tile2x1of40(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
        }
    }

    private static void narrow32(
            int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        int o = 0;
        for (; o < 32; o += 4 * LENGTH) {
            int p = 0;
            for (; p <= places - 2; p += 2) {
                tile4x2of32(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
            for (; p <= places - 1; p += 1) {
                tile4x1of32(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
        }
    }

    private static void narrow16(
            int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        int o = 0;
        for (; o < 16; o += 2 * LENGTH) {
            int p = 0;
            for (; p <= places - 5; p += 5) {
                tile2x5of16(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
            for (; p <= places - 2; p += 2) {
                tile2x2of16(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
            for (; p <= places - 1; p += 1) {
                tile2x1of16(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
        }
    }

    private static void narrow8(
            int places, int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        int o = 0;
        for (; o < 8; o += LENGTH) {
            int p = 0;
            for (; p <= places - 8; p += 8) {
                tile1x8of8(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
            for (; p <= places - 2; p += 2) {
                tile1x2of8(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
            for (; p <= places - 1; p += 1) {
                tile1x1of8(rows, run, line, w, wAt + o, x, xAt + p * xStep, xStep,
                        y, yAt + p * yStep + o, yStep, floor);
            }
        }
    }

    private static void tile3x8of48(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a0x3 = a0x0;
        var a0x4 = a0x0;
        var a0x5 = a0x0;
        var a0x6 = a0x0;
        var a0x7 = a0x0;
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a1x1 = a1x0;
        var a1x2 = a1x0;
        var a1x3 = a1x0;
        var a1x4 = a1x0;
        var a1x5 = a1x0;
        var a1x6 = a1x0;
        var a1x7 = a1x0;
        var a2x0 = FloatVector.fromArray(SPECIES, w, wAt + 2 * LENGTH);
        var a2x1 = a2x0;
        var a2x2 = a2x0;
        var a2x3 = a2x0;
        var a2x4 = a2x0;
        var a2x5 = a2x0;
        var a2x6 = a2x0;
        var a2x7 = a2x0;
        int weights = wAt + 48;
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
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 48);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 48 + LENGTH);
                var v2 = FloatVector.fromArray(SPECIES, w, weights + k * 48 + 2 * LENGTH);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                a0x0 = x0.fma(v0, a0x0);
                a1x0 = x0.fma(v1, a1x0);
                a2x0 = x0.fma(v2, a2x0);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                a0x1 = x1.fma(v0, a0x1);
                a1x1 = x1.fma(v1, a1x1);
                a2x1 = x1.fma(v2, a2x1);
                var x2 = FloatVector.broadcast(SPECIES, x[row2 + k]);
                a0x2 = x2.fma(v0, a0x2);
                a1x2 = x2.fma(v1, a1x2);
                a2x2 = x2.fma(v2, a2x2);
                var x3 = FloatVector.broadcast(SPECIES, x[row3 + k]);
                a0x3 = x3.fma(v0, a0x3);
                a1x3 = x3.fma(v1, a1x3);
                a2x3 = x3.fma(v2, a2x3);
                var x4 = FloatVector.broadcast(SPECIES, x[row4 + k]);
                a0x4 = x4.fma(v0, a0x4);
                a1x4 = x4.fma(v1, a1x4);
                a2x4 = x4.fma(v2, a2x4);
                var x5 = FloatVector.broadcast(SPECIES, x[row5 + k]);
                a0x5 = x5.fma(v0, a0x5);
                a1x5 = x5.fma(v1, a1x5);
                a2x5 = x5.fma(v2, a2x5);
                var x6 = FloatVector.broadcast(SPECIES, x[row6 + k]);
                a0x6 = x6.fma(v0, a0x6);
                a1x6 = x6.fma(v1, a1x6);
                a2x6 = x6.fma(v2, a2x6);
                var x7 = FloatVector.broadcast(SPECIES, x[row7 + k]);
                a0x7 = x7.fma(v0, a0x7);
                a1x7 = x7.fma(v1, a1x7);
                a2x7 = x7.fma(v2, a2x7);
            }
            weights += run * 48;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a1x0, bound.compare(GE, a1x0).not()).intoArray(y, yAt + LENGTH);
        bound.blend(a2x0, bound.compare(GE, a2x0).not()).intoArray(y, yAt + 2 * LENGTH);
        bound.blend(a0x1, bound.compare(GE, a0x1).not()).intoArray(y, yAt + yStep);
        bound.blend(a1x1, bound.compare(GE, a1x1).not()).intoArray(y, yAt + yStep + LENGTH);
        bound.blend(a2x1, bound.compare(GE, a2x1).not()).intoArray(y, yAt + yStep + 2 * LENGTH);
        bound.blend(a0x2, bound.compare(GE, a0x2).not()).intoArray(y, yAt + 2 * yStep);
        bound.blend(a1x2, bound.compare(GE, a1x2).not()).intoArray(y, yAt + 2 * yStep + LENGTH);
        bound.blend(a2x2, bound.compare(GE, a2x2).not()).intoArray(y, yAt + 2 * yStep + 2 * LENGTH);
        bound.blend(a0x3, bound.compare(GE, a0x3).not()).intoArray(y, yAt + 3 * yStep);
        bound.blend(a1x3, bound.compare(GE, a1x3).not()).intoArray(y, yAt + 3 * yStep + LENGTH);
        bound.blend(a2x3, bound.compare(GE, a2x3).not()).intoArray(y, yAt + 3 * yStep + 2 * LENGTH);
        bound.blend(a0x4, bound.compare(GE, a0x4).not()).intoArray(y, yAt + 4 * yStep);
        bound.blend(a1x4, bound.compare(GE, a1x4).not()).intoArray(y, yAt + 4 * yStep + LENGTH);
        bound.blend(a2x4, bound.compare(GE, a2x4).not()).intoArray(y, yAt + 4 * yStep + 2 * LENGTH);
        bound.blend(a0x5, bound.compare(GE, a0x5).not()).intoArray(y, yAt + 5 * yStep);
        bound.blend(a1x5, bound.compare(GE, a1x5).not()).intoArray(y, yAt + 5 * yStep + LENGTH);
        bound.blend(a2x5, bound.compare(GE, a2x5).not()).intoArray(y, yAt + 5 * yStep + 2 * LENGTH);
        bound.blend(a0x6, bound.compare(GE, a0x6).not()).intoArray(y, yAt + 6 * yStep);
        bound.blend(a1x6, bound.compare(GE, a1x6).not()).intoArray(y, yAt + 6 * yStep + LENGTH);
        bound.blend(a2x6, bound.compare(GE, a2x6).not()).intoArray(y, yAt + 6 * yStep + 2 * LENGTH);
        bound.blend(a0x7, bound.compare(GE, a0x7).not()).intoArray(y, yAt + 7 * yStep);
        bound.blend(a1x7, bound.compare(GE, a1x7).not()).intoArray(y, yAt + 7 * yStep + LENGTH);
        bound.blend(a2x7, bound.compare(GE, a2x7).not()).intoArray(y, yAt + 7 * yStep + 2 * LENGTH);
    }

    private static void tile3x4of48(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a0x3 = a0x0;
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a1x1 = a1x0;
        var a1x2 = a1x0;
        var a1x3 = a1x0;
        var a2x0 = FloatVector.fromArray(SPECIES, w, wAt + 2 * LENGTH);
        var a2x1 = a2x0;
        var a2x2 = a2x0;
        var a2x3 = a2x0;
        int weights = wAt + 48;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            int row2 = row0 + 2 * xStep;
            int row3 = row0 + 3 * xStep;
            for (int k = 0; k < run; k++) {
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 48);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 48 + LENGTH);
                var v2 = FloatVector.fromArray(SPECIES, w, weights + k * 48 + 2 * LENGTH);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                a0x0 = x0.fma(v0, a0x0);
                a1x0 = x0.fma(v1, a1x0);
                a2x0 = x0.fma(v2, a2x0);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                a0x1 = x1.fma(v0, a0x1);
                a1x1 = x1.fma(v1, a1x1);
                a2x1 = x1.fma(v2, a2x1);
                var x2 = FloatVector.broadcast(SPECIES, x[row2 + k]);
                a0x2 = x2.fma(v0, a0x2);
                a1x2 = x2.fma(v1, a1x2);
                a2x2 = x2.fma(v2, a2x2);
                var x3 = FloatVector.broadcast(SPECIES, x[row3 + k]);
                a0x3 = x3.fma(v0, a0x3);
                a1x3 = x3.fma(v1, a1x3);
                a2x3 = x3.fma(v2, a2x3);
            }
            weights += run * 48;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a1x0, bound.compare(GE, a1x0).not()).intoArray(y, yAt + LENGTH);
        bound.blend(a2x0, bound.compare(GE, a2x0).not()).intoArray(y, yAt + 2 * LENGTH);
        bound.blend(a0x1, bound.compare(GE, a0x1).not()).intoArray(y, yAt + yStep);
        bound.blend(a1x1, bound.compare(GE, a1x1).not()).intoArray(y, yAt + yStep + LENGTH);
        bound.blend(a2x1, bound.compare(GE, a2x1).not()).intoArray(y, yAt + yStep + 2 * LENGTH);
        bound.blend(a0x2, bound.compare(GE, a0x2).not()).intoArray(y, yAt + 2 * yStep);
        bound.blend(a1x2, bound.compare(GE, a1x2).not()).intoArray(y, yAt + 2 * yStep + LENGTH);
        bound.blend(a2x2, bound.compare(GE, a2x2).not()).intoArray(y, yAt + 2 * yStep + 2 * LENGTH);
        bound.blend(a0x3, bound.compare(GE, a0x3).not()).intoArray(y, yAt + 3 * yStep);
        bound.blend(a1x3, bound.compare(GE, a1x3).not()).intoArray(y, yAt + 3 * yStep + LENGTH);
        bound.blend(a2x3, bound.compare(GE, a2x3).not()).intoArray(y, yAt + 3 * yStep + 2 * LENGTH);
    }

    private static void tile3x2of48(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a1x1 = a1x0;
        var a2x0 = FloatVector.fromArray(SPECIES, w, wAt + 2 * LENGTH);
        var a2x1 = a2x0;
        int weights = wAt + 48;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 48);
                a0x0 = x0.fma(v0, a0x0);
                a0x1 = x1.fma(v0, a0x1);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 48 + LENGTH);
                a1x0 = x0.fma(v1, a1x0);
                a1x1 = x1.fma(v1, a1x1);
                var v2 = FloatVector.fromArray(SPECIES, w, weights + k * 48 + 2 * LENGTH);
                a2x0 = x0.fma(v2, a2x0);
                a2x1 = x1.fma(v2, a2x1);
            }
            weights += run * 48;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a1x0, bound.compare(GE, a1x0).not()).intoArray(y, yAt + LENGTH);
        bound.blend(a2x0, bound.compare(GE, a2x0).not()).intoArray(y, yAt + 2 * LENGTH);
        bound.blend(a0x1, bound.compare(GE, a0x1).not()).intoArray(y, yAt + yStep);
        bound.blend(a1x1, bound.compare(GE, a1x1).not()).intoArray(y, yAt + yStep + LENGTH);
        bound.blend(a2x1, bound.compare(GE, a2x1).not()).intoArray(y, yAt + yStep + 2 * LENGTH);
    }

    private static void tile3x1of48(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a2x0 = FloatVector.fromArray(SPECIES, w, wAt + 2 * LENGTH);
        int weights = wAt + 48;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 48);
                a0x0 = x0.fma(v0, a0x0);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 48 + LENGTH);
                a1x0 = x0.fma(v1, a1x0);
                var v2 = FloatVector.fromArray(SPECIES, w, weights + k * 48 + 2 * LENGTH);
                a2x0 = x0.fma(v2, a2x0);
            }
            weights += run * 48;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a1x0, bound.compare(GE, a1x0).not()).intoArray(y, yAt + LENGTH);
        bound.blend(a2x0, bound.compare(GE, a2x0).not()).intoArray(y, yAt + 2 * LENGTH);
    }

    private static void tile2x12of32(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a0x3 = a0x0;
        var a0x4 = a0x0;
        var a0x5 = a0x0;
        var a0x6 = a0x0;
        var a0x7 = a0x0;
        var a0x8 = a0x0;
        var a0x9 = a0x0;
        var a0x10 = a0x0;
        var a0x11 = a0x0;
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a1x1 = a1x0;
        var a1x2 = a1x0;
        var a1x3 = a1x0;
        var a1x4 = a1x0;
        var a1x5 = a1x0;
        var a1x6 = a1x0;
        var a1x7 = a1x0;
        var a1x8 = a1x0;
        var a1x9 = a1x0;
        var a1x10 = a1x0;
        var a1x11 = a1x0;
        int weights = wAt + 32;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            int row2 = row0 + 2 * xStep;
            int row3 = row0 + 3 * xStep;
            int row4 = row0 + 4 * xStep;
            int row5 = row0 + 5 * xStep;
            int row6 = row0 + 6 * xStep;
            int row7 = row0 + 7 * xStep;
            int row8 = row0 + 8 * xStep;
            int row9 = row0 + 9 * xStep;
            int row10 = row0 + 10 * xStep;
            int row11 = row0 + 11 * xStep;
            for (int k = 0; k < run; k++) {
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 32);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 32 + LENGTH);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                a0x0 = x0.fma(v0, a0x0);
                a1x0 = x0.fma(v1, a1x0);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                a0x1 = x1.fma(v0, a0x1);
                a1x1 = x1.fma(v1, a1x1);
                var x2 = FloatVector.broadcast(SPECIES, x[row2 + k]);
                a0x2 = x2.fma(v0, a0x2);
                a1x2 = x2.fma(v1, a1x2);
                var x3 = FloatVector.broadcast(SPECIES, x[row3 + k]);
                a0x3 = x3.fma(v0, a0x3);
                a1x3 = x3.fma(v1, a1x3);
                var x4 = FloatVector.broadcast(SPECIES, x[row4 + k]);
                a0x4 = x4.fma(v0, a0x4);
                a1x4 = x4.fma(v1, a1x4);
                var x5 = FloatVector.broadcast(SPECIES, x[row5 + k]);
                a0x5 = x5.fma(v0, a0x5);
                a1x5 = x5.fma(v1, a1x5);
                var x6 = FloatVector.broadcast(SPECIES, x[row6 + k]);
                a0x6 = x6.fma(v0, a0x6);
                a1x6 = x6.fma(v1, a1x6);
                var x7 = FloatVector.broadcast(SPECIES, x[row7 + k]);
                a0x7 = x7.fma(v0, a0x7);
                a1x7 = x7.fma(v1, a1x7);
                var x8 = FloatVector.broadcast(SPECIES, x[row8 + k]);
                a0x8 = x8.fma(v0, a0x8);
                a1x8 = x8.fma(v1, a1x8);
                var x9 = FloatVector.broadcast(SPECIES, x[row9 + k]);
                a0x9 = x9.fma(v0, a0x9);
                a1x9 = x9.fma(v1, a1x9);
                var x10 = FloatVector.broadcast(SPECIES, x[row10 + k]);
                a0x10 = x10.fma(v0, a0x10);
                a1x10 = x10.fma(v1, a1x10);
                var x11 = FloatVector.broadcast(SPECIES, x[row11 + k]);
                a0x11 = x11.fma(v0, a0x11);
                a1x11 = x11.fma(v1, a1x11);
            }
            weights += run * 32;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a1x0, bound.compare(GE, a1x0).not()).intoArray(y, yAt + LENGTH);
        bound.blend(a0x1, bound.compare(GE, a0x1).not()).intoArray(y, yAt + yStep);
        bound.blend(a1x1, bound.compare(GE, a1x1).not()).intoArray(y, yAt + yStep + LENGTH);
        bound.blend(a0x2, bound.compare(GE, a0x2).not()).intoArray(y, yAt + 2 * yStep);
        bound.blend(a1x2, bound.compare(GE, a1x2).not()).intoArray(y, yAt + 2 * yStep + LENGTH);
        bound.blend(a0x3, bound.compare(GE, a0x3).not()).intoArray(y, yAt + 3 * yStep);
        bound.blend(a1x3, bound.compare(GE, a1x3).not()).intoArray(y, yAt + 3 * yStep + LENGTH);
        bound.blend(a0x4, bound.compare(GE, a0x4).not()).intoArray(y, yAt + 4 * yStep);
        bound.blend(a1x4, bound.compare(GE, a1x4).not()).intoArray(y, yAt + 4 * yStep + LENGTH);
        bound.blend(a0x5, bound.compare(GE, a0x5).not()).intoArray(y, yAt + 5 * yStep);
        bound.blend(a1x5, bound.compare(GE, a1x5).not()).intoArray(y, yAt + 5 * yStep + LENGTH);
        bound.blend(a0x6, bound.compare(GE, a0x6).not()).intoArray(y, yAt + 6 * yStep);
        bound.blend(a1x6, bound.compare(GE, a1x6).not()).intoArray(y, yAt + 6 * yStep + LENGTH);
        bound.blend(a0x7, bound.compare(GE, a0x7).not()).intoArray(y, yAt + 7 * yStep);
        bound.blend(a1x7, bound.compare(GE, a1x7).not()).intoArray(y, yAt + 7 * yStep + LENGTH);
        bound.blend(a0x8, bound.compare(GE, a0x8).not()).intoArray(y, yAt + 8 * yStep);
        bound.blend(a1x8, bound.compare(GE, a1x8).not()).intoArray(y, yAt + 8 * yStep + LENGTH);
        bound.blend(a0x9, bound.compare(GE, a0x9).not()).intoArray(y, yAt + 9 * yStep);
        bound.blend(a1x9, bound.compare(GE, a1x9).not()).intoArray(y, yAt + 9 * yStep + LENGTH);
        bound.blend(a0x10, bound.compare(GE, a0x10).not()).intoArray(y, yAt + 10 * yStep);
        bound.blend(a1x10, bound.compare(GE, a1x10).not()).intoArray(y, yAt + 10 * yStep + LENGTH);
        bound.blend(a0x11, bound.compare(GE, a0x11).not()).intoArray(y, yAt + 11 * yStep);
        bound.blend(a1x11, bound.compare(GE, a1x11).not()).intoArray(y, yAt + 11 * yStep + LENGTH);
    }

    private static void tile2x8of32(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a0x3 = a0x0;
        var a0x4 = a0x0;
        var a0x5 = a0x0;
        var a0x6 = a0x0;
        var a0x7 = a0x0;
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a1x1 = a1x0;
        var a1x2 = a1x0;
        var a1x3 = a1x0;
        var a1x4 = a1x0;
        var a1x5 = a1x0;
        var a1x6 = a1x0;
        var a1x7 = a1x0;
        int weights = wAt + 32;
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
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 32);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 32 + LENGTH);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                a0x0 = x0.fma(v0, a0x0);
                a1x0 = x0.fma(v1, a1x0);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                a0x1 = x1.fma(v0, a0x1);
                a1x1 = x1.fma(v1, a1x1);
                var x2 = FloatVector.broadcast(SPECIES, x[row2 + k]);
                a0x2 = x2.fma(v0, a0x2);
                a1x2 = x2.fma(v1, a1x2);
                var x3 = FloatVector.broadcast(SPECIES, x[row3 + k]);
                a0x3 = x3.fma(v0, a0x3);
                a1x3 = x3.fma(v1, a1x3);
                var x4 = FloatVector.broadcast(SPECIES, x[row4 + k]);
                a0x4 = x4.fma(v0, a0x4);
                a1x4 = x4.fma(v1, a1x4);
                var x5 = FloatVector.broadcast(SPECIES, x[row5 + k]);
                a0x5 = x5.fma(v0, a0x5);
                a1x5 = x5.fma(v1, a1x5);
                var x6 = FloatVector.broadcast(SPECIES, x[row6 + k]);
                a0x6 = x6.fma(v0, a0x6);
                a1x6 = x6.fma(v1, a1x6);
                var x7 = FloatVector.broadcast(SPECIES, x[row7 + k]);
                a0x7 = x7.fma(v0, a0x7);
                a1x7 = x7.fma(v1, a1x7);
            }
            weights += run * 32;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a1x0, bound.compare(GE, a1x0).not()).intoArray(y, yAt + LENGTH);
        bound.blend(a0x1, bound.compare(GE, a0x1).not()).intoArray(y, yAt + yStep);
        bound.blend(a1x1, bound.compare(GE, a1x1).not()).intoArray(y, yAt + yStep + LENGTH);
        bound.blend(a0x2, bound.compare(GE, a0x2).not()).intoArray(y, yAt + 2 * yStep);
        bound.blend(a1x2, bound.compare(GE, a1x2).not()).intoArray(y, yAt + 2 * yStep + LENGTH);
        bound.blend(a0x3, bound.compare(GE, a0x3).not()).intoArray(y, yAt + 3 * yStep);
        bound.blend(a1x3, bound.compare(GE, a1x3).not()).intoArray(y, yAt + 3 * yStep + LENGTH);
        bound.blend(a0x4, bound.compare(GE, a0x4).not()).intoArray(y, yAt + 4 * yStep);
        bound.blend(a1x4, bound.compare(GE, a1x4).not()).intoArray(y, yAt + 4 * yStep + LENGTH);
        bound.blend(a0x5, bound.compare(GE, a0x5).not()).intoArray(y, yAt + 5 * yStep);
        bound.blend(a1x5, bound.compare(GE, a1x5).not()).intoArray(y, yAt + 5 * yStep + LENGTH);
        bound.blend(a0x6, bound.compare(GE, a0x6).not()).intoArray(y, yAt + 6 * yStep);
        bound.blend(a1x6, bound.compare(GE, a1x6).not()).intoArray(y, yAt + 6 * yStep + LENGTH);
        bound.blend(a0x7, bound.compare(GE, a0x7).not()).intoArray(y, yAt + 7 * yStep);
        bound.blend(a1x7, bound.compare(GE, a1x7).not()).intoArray(y, yAt + 7 * yStep + LENGTH);
    }

    private static void tile2x7of32(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a0x3 = a0x0;
        var a0x4 = a0x0;
        var a0x5 = a0x0;
        var a0x6 = a0x0;
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a1x1 = a1x0;
        var a1x2 = a1x0;
        var a1x3 = a1x0;
        var a1x4 = a1x0;
        var a1x5 = a1x0;
        var a1x6 = a1x0;
        int weights = wAt + 32;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            int row2 = row0 + 2 * xStep;
            int row3 = row0 + 3 * xStep;
            int row4 = row0 + 4 * xStep;
            int row5 = row0 + 5 * xStep;
            int row6 = row0 + 6 * xStep;
            for (int k = 0; k < run; k++) {
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 32);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 32 + LENGTH);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                a0x0 = x0.fma(v0, a0x0);
                a1x0 = x0.fma(v1, a1x0);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                a0x1 = x1.fma(v0, a0x1);
                a1x1 = x1.fma(v1, a1x1);
                var x2 = FloatVector.broadcast(SPECIES, x[row2 + k]);
                a0x2 = x2.fma(v0, a0x2);
                a1x2 = x2.fma(v1, a1x2);
                var x3 = FloatVector.broadcast(SPECIES, x[row3 + k]);
                a0x3 = x3.fma(v0, a0x3);
                a1x3 = x3.fma(v1, a1x3);
                var x4 = FloatVector.broadcast(SPECIES, x[row4 + k]);
                a0x4 = x4.fma(v0, a0x4);
                a1x4 = x4.fma(v1, a1x4);
                var x5 = FloatVector.broadcast(SPECIES, x[row5 + k]);
                a0x5 = x5.fma(v0, a0x5);
                a1x5 = x5.fma(v1, a1x5);
                var x6 = FloatVector.broadcast(SPECIES, x[row6 + k]);
                a0x6 = x6.fma(v0, a0x6);
                a1x6 = x6.fma(v1, a1x6);
            }
            weights += run * 32;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a1x0, bound.compare(GE, a1x0).not()).intoArray(y, yAt + LENGTH);
        bound.blend(a0x1, bound.compare(GE, a0x1).not()).intoArray(y, yAt + yStep);
        bound.blend(a1x1, bound.compare(GE, a1x1).not()).intoArray(y, yAt + yStep + LENGTH);
        bound.blend(a0x2, bound.compare(GE, a0x2).not()).intoArray(y, yAt + 2 * yStep);
        bound.blend(a1x2, bound.compare(GE, a1x2).not()).intoArray(y, yAt + 2 * yStep + LENGTH);
        bound.blend(a0x3, bound.compare(GE, a0x3).not()).intoArray(y, yAt + 3 * yStep);
        bound.blend(a1x3, bound.compare(GE, a1x3).not()).intoArray(y, yAt + 3 * yStep + LENGTH);
        bound.blend(a0x4, bound.compare(GE, a0x4).not()).intoArray(y, yAt + 4 * yStep);
        bound.blend(a1x4, bound.compare(GE, a1x4).not()).intoArray(y, yAt + 4 * yStep + LENGTH);
        bound.blend(a0x5, bound.compare(GE, a0x5).not()).intoArray(y, yAt + 5 * yStep);
        bound.blend(a1x5, bound.compare(GE, a1x5).not()).intoArray(y, yAt + 5 * yStep + LENGTH);
        bound.blend(a0x6, bound.compare(GE, a0x6).not()).intoArray(y, yAt + 6 * yStep);
        bound.blend(a1x6, bound.compare(GE, a1x6).not()).intoArray(y, yAt + 6 * yStep + LENGTH);
    }

    private static void tile2x4of32(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a0x3 = a0x0;
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a1x1 = a1x0;
        var a1x2 = a1x0;
        var a1x3 = a1x0;
        int weights = wAt + 32;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            int row2 = row0 + 2 * xStep;
            int row3 = row0 + 3 * xStep;
            for (int k = 0; k < run; k++) {
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 32);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 32 + LENGTH);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                a0x0 = x0.fma(v0, a0x0);
                a1x0 = x0.fma(v1, a1x0);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                a0x1 = x1.fma(v0, a0x1);
                a1x1 = x1.fma(v1, a1x1);
                var x2 = FloatVector.broadcast(SPECIES, x[row2 + k]);
                a0x2 = x2.fma(v0, a0x2);
                a1x2 = x2.fma(v1, a1x2);
                var x3 = FloatVector.broadcast(SPECIES, x[row3 + k]);
                a0x3 = x3.fma(v0, a0x3);
                a1x3 = x3.fma(v1, a1x3);
            }
            weights += run * 32;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a1x0, bound.compare(GE, a1x0).not()).intoArray(y, yAt + LENGTH);
        bound.blend(a0x1, bound.compare(GE, a0x1).not()).intoArray(y, yAt + yStep);
        bound.blend(a1x1, bound.compare(GE, a1x1).not()).intoArray(y, yAt + yStep + LENGTH);
        bound.blend(a0x2, bound.compare(GE, a0x2).not()).intoArray(y, yAt + 2 * yStep);
        bound.blend(a1x2, bound.compare(GE, a1x2).not()).intoArray(y, yAt + 2 * yStep + LENGTH);
        bound.blend(a0x3, bound.compare(GE, a0x3).not()).intoArray(y, yAt + 3 * yStep);
        bound.blend(a1x3, bound.compare(GE, a1x3).not()).intoArray(y, yAt + 3 * yStep + LENGTH);
    }

    private static void tile2x2of32(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a1x1 = a1x0;
        int weights = wAt + 32;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 32);
                a0x0 = x0.fma(v0, a0x0);
                a0x1 = x1.fma(v0, a0x1);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 32 + LENGTH);
                a1x0 = x0.fma(v1, a1x0);
                a1x1 = x1.fma(v1, a1x1);
            }
            weights += run * 32;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a1x0, bound.compare(GE, a1x0).not()).intoArray(y, yAt + LENGTH);
        bound.blend(a0x1, bound.compare(GE, a0x1).not()).intoArray(y, yAt + yStep);
        bound.blend(a1x1, bound.compare(GE, a1x1).not()).intoArray(y, yAt + yStep + LENGTH);
    }

    private static void tile2x1of32(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        int weights = wAt + 32;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 32);
                a0x0 = x0.fma(v0, a0x0);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 32 + LENGTH);
                a1x0 = x0.fma(v1, a1x0);
            }
            weights += run * 32;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a1x0, bound.compare(GE, a1x0).not()).intoArray(y, yAt + LENGTH);
    }

    private static void tile1x16of16(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a0x3 = a0x0;
        var a0x4 = a0x0;
        var a0x5 = a0x0;
        var a0x6 = a0x0;
        var a0x7 = a0x0;
        var a0x8 = a0x0;
        var a0x9 = a0x0;
        var a0x10 = a0x0;
        var a0x11 = a0x0;
        var a0x12 = a0x0;
        var a0x13 = a0x0;
        var a0x14 = a0x0;
        var a0x15 = a0x0;
        int weights = wAt + 16;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            int row2 = row0 + 2 * xStep;
            int row3 = row0 + 3 * xStep;
            int row4 = row0 + 4 * xStep;
            int row5 = row0 + 5 * xStep;
            int row6 = row0 + 6 * xStep;
            int row7 = row0 + 7 * xStep;
            int row8 = row0 + 8 * xStep;
            int row9 = row0 + 9 * xStep;
            int row10 = row0 + 10 * xStep;
            int row11 = row0 + 11 * xStep;
            int row12 = row0 + 12 * xStep;
            int row13 = row0 + 13 * xStep;
            int row14 = row0 + 14 * xStep;
            int row15 = row0 + 15 * xStep;
            for (int k = 0; k < run; k++) {
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 16);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                a0x0 = x0.fma(v0, a0x0);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                a0x1 = x1.fma(v0, a0x1);
                var x2 = FloatVector.broadcast(SPECIES, x[row2 + k]);
                a0x2 = x2.fma(v0, a0x2);
                var x3 = FloatVector.broadcast(SPECIES, x[row3 + k]);
                a0x3 = x3.fma(v0, a0x3);
                var x4 = FloatVector.broadcast(SPECIES, x[row4 + k]);
                a0x4 = x4.fma(v0, a0x4);
                var x5 = FloatVector.broadcast(SPECIES, x[row5 + k]);
                a0x5 = x5.fma(v0, a0x5);
                var x6 = FloatVector.broadcast(SPECIES, x[row6 + k]);
                a0x6 = x6.fma(v0, a0x6);
                var x7 = FloatVector.broadcast(SPECIES, x[row7 + k]);
                a0x7 = x7.fma(v0, a0x7);
                var x8 = FloatVector.broadcast(SPECIES, x[row8 + k]);
                a0x8 = x8.fma(v0, a0x8);
                var x9 = FloatVector.broadcast(SPECIES, x[row9 + k]);
                a0x9 = x9.fma(v0, a0x9);
                var x10 = FloatVector.broadcast(SPECIES, x[row10 + k]);
                a0x10 = x10.fma(v0, a0x10);
                var x11 = FloatVector.broadcast(SPECIES, x[row11 + k]);
                a0x11 = x11.fma(v0, a0x11);
                var x12 = FloatVector.broadcast(SPECIES, x[row12 + k]);
                a0x12 = x12.fma(v0, a0x12);
                var x13 = FloatVector.broadcast(SPECIES, x[row13 + k]);
                a0x13 = x13.fma(v0, a0x13);
                var x14 = FloatVector.broadcast(SPECIES, x[row14 + k]);
                a0x14 = x14.fma(v0, a0x14);
                var x15 = FloatVector.broadcast(SPECIES, x[row15 + k]);
                a0x15 = x15.fma(v0, a0x15);
            }
            weights += run * 16;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a0x1, bound.compare(GE, a0x1).not()).intoArray(y, yAt + yStep);
        bound.blend(a0x2, bound.compare(GE, a0x2).not()).intoArray(y, yAt + 2 * yStep);
        bound.blend(a0x3, bound.compare(GE, a0x3).not()).intoArray(y, yAt + 3 * yStep);
        bound.blend(a0x4, bound.compare(GE, a0x4).not()).intoArray(y, yAt + 4 * yStep);
        bound.blend(a0x5, bound.compare(GE, a0x5).not()).intoArray(y, yAt + 5 * yStep);
        bound.blend(a0x6, bound.compare(GE, a0x6).not()).intoArray(y, yAt + 6 * yStep);
        bound.blend(a0x7, bound.compare(GE, a0x7).not()).intoArray(y, yAt + 7 * yStep);
        bound.blend(a0x8, bound.compare(GE, a0x8).not()).intoArray(y, yAt + 8 * yStep);
        bound.blend(a0x9, bound.compare(GE, a0x9).not()).intoArray(y, yAt + 9 * yStep);
        bound.blend(a0x10, bound.compare(GE, a0x10).not()).intoArray(y, yAt + 10 * yStep);
        bound.blend(a0x11, bound.compare(GE, a0x11).not()).intoArray(y, yAt + 11 * yStep);
        bound.blend(a0x12, bound.compare(GE, a0x12).not()).intoArray(y, yAt + 12 * yStep);
        bound.blend(a0x13, bound.compare(GE, a0x13).not()).intoArray(y, yAt + 13 * yStep);
        bound.blend(a0x14, bound.compare(GE, a0x14).not()).intoArray(y, yAt + 14 * yStep);
        bound.blend(a0x15, bound.compare(GE, a0x15).not()).intoArray(y, yAt + 15 * yStep);
    }

    private static void tile1x8of16(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a0x3 = a0x0;
        var a0x4 = a0x0;
        var a0x5 = a0x0;
        var a0x6 = a0x0;
        var a0x7 = a0x0;
        int weights = wAt + 16;
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
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 16);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                a0x0 = x0.fma(v0, a0x0);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                a0x1 = x1.fma(v0, a0x1);
                var x2 = FloatVector.broadcast(SPECIES, x[row2 + k]);
                a0x2 = x2.fma(v0, a0x2);
                var x3 = FloatVector.broadcast(SPECIES, x[row3 + k]);
                a0x3 = x3.fma(v0, a0x3);
                var x4 = FloatVector.broadcast(SPECIES, x[row4 + k]);
                a0x4 = x4.fma(v0, a0x4);
                var x5 = FloatVector.broadcast(SPECIES, x[row5 + k]);
                a0x5 = x5.fma(v0, a0x5);
                var x6 = FloatVector.broadcast(SPECIES, x[row6 + k]);
                a0x6 = x6.fma(v0, a0x6);
                var x7 = FloatVector.broadcast(SPECIES, x[row7 + k]);
                a0x7 = x7.fma(v0, a0x7);
            }
            weights += run * 16;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a0x1, bound.compare(GE, a0x1).not()).intoArray(y, yAt + yStep);
        bound.blend(a0x2, bound.compare(GE, a0x2).not()).intoArray(y, yAt + 2 * yStep);
        bound.blend(a0x3, bound.compare(GE, a0x3).not()).intoArray(y, yAt + 3 * yStep);
        bound.blend(a0x4, bound.compare(GE, a0x4).not()).intoArray(y, yAt + 4 * yStep);
        bound.blend(a0x5, bound.compare(GE, a0x5).not()).intoArray(y, yAt + 5 * yStep);
        bound.blend(a0x6, bound.compare(GE, a0x6).not()).intoArray(y, yAt + 6 * yStep);
        bound.blend(a0x7, bound.compare(GE, a0x7).not()).intoArray(y, yAt + 7 * yStep);
    }

    private static void tile1x7of16(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a0x3 = a0x0;
        var a0x4 = a0x0;
        var a0x5 = a0x0;
        var a0x6 = a0x0;
        int weights = wAt + 16;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            int row2 = row0 + 2 * xStep;
            int row3 = row0 + 3 * xStep;
            int row4 = row0 + 4 * xStep;
            int row5 = row0 + 5 * xStep;
            int row6 = row0 + 6 * xStep;
            for (int k = 0; k < run; k++) {
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 16);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                a0x0 = x0.fma(v0, a0x0);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                a0x1 = x1.fma(v0, a0x1);
                var x2 = FloatVector.broadcast(SPECIES, x[row2 + k]);
                a0x2 = x2.fma(v0, a0x2);
                var x3 = FloatVector.broadcast(SPECIES, x[row3 + k]);
                a0x3 = x3.fma(v0, a0x3);
                var x4 = FloatVector.broadcast(SPECIES, x[row4 + k]);
                a0x4 = x4.fma(v0, a0x4);
                var x5 = FloatVector.broadcast(SPECIES, x[row5 + k]);
                a0x5 = x5.fma(v0, a0x5);
                var x6 = FloatVector.broadcast(SPECIES, x[row6 + k]);
                a0x6 = x6.fma(v0, a0x6);
            }
            weights += run * 16;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a0x1, bound.compare(GE, a0x1).not()).intoArray(y, yAt + yStep);
        bound.blend(a0x2, bound.compare(GE, a0x2).not()).intoArray(y, yAt + 2 * yStep);
        bound.blend(a0x3, bound.compare(GE, a0x3).not()).intoArray(y, yAt + 3 * yStep);
        bound.blend(a0x4, bound.compare(GE, a0x4).not()).intoArray(y, yAt + 4 * yStep);
        bound.blend(a0x5, bound.compare(GE, a0x5).not()).intoArray(y, yAt + 5 * yStep);
        bound.blend(a0x6, bound.compare(GE, a0x6).not()).intoArray(y, yAt + 6 * yStep);
    }

    private static void tile1x4of16(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a0x3 = a0x0;
        int weights = wAt + 16;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            int row2 = row0 + 2 * xStep;
            int row3 = row0 + 3 * xStep;
            for (int k = 0; k < run; k++) {
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 16);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                a0x0 = x0.fma(v0, a0x0);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                a0x1 = x1.fma(v0, a0x1);
                var x2 = FloatVector.broadcast(SPECIES, x[row2 + k]);
                a0x2 = x2.fma(v0, a0x2);
                var x3 = FloatVector.broadcast(SPECIES, x[row3 + k]);
                a0x3 = x3.fma(v0, a0x3);
            }
            weights += run * 16;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a0x1, bound.compare(GE, a0x1).not()).intoArray(y, yAt + yStep);
        bound.blend(a0x2, bound.compare(GE, a0x2).not()).intoArray(y, yAt + 2 * yStep);
        bound.blend(a0x3, bound.compare(GE, a0x3).not()).intoArray(y, yAt + 3 * yStep);
    }

    private static void tile1x2of16(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        int weights = wAt + 16;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            for (int k = 0; k < run; k++) {
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 16);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                a0x0 = x0.fma(v0, a0x0);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                a0x1 = x1.fma(v0, a0x1);
            }
            weights += run * 16;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a0x1, bound.compare(GE, a0x1).not()).intoArray(y, yAt + yStep);
    }

    private static void tile1x1of16(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        int weights = wAt + 16;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 16);
                a0x0 = x0.fma(v0, a0x0);
            }
            weights += run * 16;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
    }

    private static void tile3x3of40(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a1x1 = a1x0;
        var a1x2 = a1x0;
        var a2x0 = FloatVector.fromArray(SPECIES, w, wAt + 2 * LENGTH);
        var a2x1 = a2x0;
        var a2x2 = a2x0;
        int weights = wAt + 40;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            int row2 = row0 + 2 * xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                var x2 = FloatVector.broadcast(SPECIES, x[row2 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 40);
                a0x0 = x0.fma(v0, a0x0);
                a0x1 = x1.fma(v0, a0x1);
                a0x2 = x2.fma(v0, a0x2);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 40 + LENGTH);
                a1x0 = x0.fma(v1, a1x0);
                a1x1 = x1.fma(v1, a1x1);
                a1x2 = x2.fma(v1, a1x2);
                var v2 = FloatVector.fromArray(SPECIES, w, weights + k * 40 + 2 * LENGTH);
                a2x0 = x0.fma(v2, a2x0);
                a2x1 = x1.fma(v2, a2x1);
                a2x2 = x2.fma(v2, a2x2);
            }
            weights += run * 40;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a1x0, bound.compare(GE, a1x0).not()).intoArray(y, yAt + LENGTH);
        bound.blend(a2x0, bound.compare(GE, a2x0).not()).intoArray(y, yAt + 2 * LENGTH);
        bound.blend(a0x1, bound.compare(GE, a0x1).not()).intoArray(y, yAt + yStep);
        bound.blend(a1x1, bound.compare(GE, a1x1).not()).intoArray(y, yAt + yStep + LENGTH);
        bound.blend(a2x1, bound.compare(GE, a2x1).not()).intoArray(y, yAt + yStep + 2 * LENGTH);
        bound.blend(a0x2, bound.compare(GE, a0x2).not()).intoArray(y, yAt + 2 * yStep);
        bound.blend(a1x2, bound.compare(GE, a1x2).not()).intoArray(y, yAt + 2 * yStep + LENGTH);
        bound.blend(a2x2, bound.compare(GE, a2x2).not()).intoArray(y, yAt + 2 * yStep + 2 * LENGTH);
    }

    private static void tile3x1of40(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a2x0 = FloatVector.fromArray(SPECIES, w, wAt + 2 * LENGTH);
        int weights = wAt + 40;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 40);
                a0x0 = x0.fma(v0, a0x0);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 40 + LENGTH);
                a1x0 = x0.fma(v1, a1x0);
                var v2 = FloatVector.fromArray(SPECIES, w, weights + k * 40 + 2 * LENGTH);
                a2x0 = x0.fma(v2, a2x0);
            }
            weights += run * 40;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a1x0, bound.compare(GE, a1x0).not()).intoArray(y, yAt + LENGTH);
        bound.blend(a2x0, bound.compare(GE, a2x0).not()).intoArray(y, yAt + 2 * LENGTH);
    }

    private static void tile2x5of40(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a0x3 = a0x0;
        var a0x4 = a0x0;
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a1x1 = a1x0;
        var a1x2 = a1x0;
        var a1x3 = a1x0;
        var a1x4 = a1x0;
        int weights = wAt + 40;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            int row2 = row0 + 2 * xStep;
            int row3 = row0 + 3 * xStep;
            int row4 = row0 + 4 * xStep;
            for (int k = 0; k < run; k++) {
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 40);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 40 + LENGTH);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                a0x0 = x0.fma(v0, a0x0);
                a1x0 = x0.fma(v1, a1x0);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                a0x1 = x1.fma(v0, a0x1);
                a1x1 = x1.fma(v1, a1x1);
                var x2 = FloatVector.broadcast(SPECIES, x[row2 + k]);
                a0x2 = x2.fma(v0, a0x2);
                a1x2 = x2.fma(v1, a1x2);
                var x3 = FloatVector.broadcast(SPECIES, x[row3 + k]);
                a0x3 = x3.fma(v0, a0x3);
                a1x3 = x3.fma(v1, a1x3);
                var x4 = FloatVector.broadcast(SPECIES, x[row4 + k]);
                a0x4 = x4.fma(v0, a0x4);
                a1x4 = x4.fma(v1, a1x4);
            }
            weights += run * 40;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a1x0, bound.compare(GE, a1x0).not()).intoArray(y, yAt + LENGTH);
        bound.blend(a0x1, bound.compare(GE, a0x1).not()).intoArray(y, yAt + yStep);
        bound.blend(a1x1, bound.compare(GE, a1x1).not()).intoArray(y, yAt + yStep + LENGTH);
        bound.blend(a0x2, bound.compare(GE, a0x2).not()).intoArray(y, yAt + 2 * yStep);
        bound.blend(a1x2, bound.compare(GE, a1x2).not()).intoArray(y, yAt + 2 * yStep + LENGTH);
        bound.blend(a0x3, bound.compare(GE, a0x3).not()).intoArray(y, yAt + 3 * yStep);
        bound.blend(a1x3, bound.compare(GE, a1x3).not()).intoArray(y, yAt + 3 * yStep + LENGTH);
        bound.blend(a0x4, bound.compare(GE, a0x4).not()).intoArray(y, yAt + 4 * yStep);
        bound.blend(a1x4, bound.compare(GE, a1x4).not()).intoArray(y, yAt + 4 * yStep + LENGTH);
    }

    private static void tile2x2of40(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a1x1 = a1x0;
        int weights = wAt + 40;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 40);
                a0x0 = x0.fma(v0, a0x0);
                a0x1 = x1.fma(v0, a0x1);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 40 + LENGTH);
                a1x0 = x0.fma(v1, a1x0);
                a1x1 = x1.fma(v1, a1x1);
            }
            weights += run * 40;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a1x0, bound.compare(GE, a1x0).not()).intoArray(y, yAt + LENGTH);
        bound.blend(a0x1, bound.compare(GE, a0x1).not()).intoArray(y, yAt + yStep);
        bound.blend(a1x1, bound.compare(GE, a1x1).not()).intoArray(y, yAt + yStep + LENGTH);
    }

    private static void tile2x1of40(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        int weights = wAt + 40;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 40);
                a0x0 = x0.fma(v0, a0x0);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 40 + LENGTH);
                a1x0 = x0.fma(v1, a1x0);
            }
            weights += run * 40;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a1x0, bound.compare(GE, a1x0).not()).intoArray(y, yAt + LENGTH);
    }

    private static void tile4x2of32(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a1x1 = a1x0;
        var a2x0 = FloatVector.fromArray(SPECIES, w, wAt + 2 * LENGTH);
        var a2x1 = a2x0;
        var a3x0 = FloatVector.fromArray(SPECIES, w, wAt + 3 * LENGTH);
        var a3x1 = a3x0;
        int weights = wAt + 32;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 32);
                a0x0 = x0.fma(v0, a0x0);
                a0x1 = x1.fma(v0, a0x1);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 32 + LENGTH);
                a1x0 = x0.fma(v1, a1x0);
                a1x1 = x1.fma(v1, a1x1);
                var v2 = FloatVector.fromArray(SPECIES, w, weights + k * 32 + 2 * LENGTH);
                a2x0 = x0.fma(v2, a2x0);
                a2x1 = x1.fma(v2, a2x1);
                var v3 = FloatVector.fromArray(SPECIES, w, weights + k * 32 + 3 * LENGTH);
                a3x0 = x0.fma(v3, a3x0);
                a3x1 = x1.fma(v3, a3x1);
            }
            weights += run * 32;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a1x0, bound.compare(GE, a1x0).not()).intoArray(y, yAt + LENGTH);
        bound.blend(a2x0, bound.compare(GE, a2x0).not()).intoArray(y, yAt + 2 * LENGTH);
        bound.blend(a3x0, bound.compare(GE, a3x0).not()).intoArray(y, yAt + 3 * LENGTH);
        bound.blend(a0x1, bound.compare(GE, a0x1).not()).intoArray(y, yAt + yStep);
        bound.blend(a1x1, bound.compare(GE, a1x1).not()).intoArray(y, yAt + yStep + LENGTH);
        bound.blend(a2x1, bound.compare(GE, a2x1).not()).intoArray(y, yAt + yStep + 2 * LENGTH);
        bound.blend(a3x1, bound.compare(GE, a3x1).not()).intoArray(y, yAt + yStep + 3 * LENGTH);
    }

    private static void tile4x1of32(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a2x0 = FloatVector.fromArray(SPECIES, w, wAt + 2 * LENGTH);
        var a3x0 = FloatVector.fromArray(SPECIES, w, wAt + 3 * LENGTH);
        int weights = wAt + 32;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 32);
                a0x0 = x0.fma(v0, a0x0);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 32 + LENGTH);
                a1x0 = x0.fma(v1, a1x0);
                var v2 = FloatVector.fromArray(SPECIES, w, weights + k * 32 + 2 * LENGTH);
                a2x0 = x0.fma(v2, a2x0);
                var v3 = FloatVector.fromArray(SPECIES, w, weights + k * 32 + 3 * LENGTH);
                a3x0 = x0.fma(v3, a3x0);
            }
            weights += run * 32;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a1x0, bound.compare(GE, a1x0).not()).intoArray(y, yAt + LENGTH);
        bound.blend(a2x0, bound.compare(GE, a2x0).not()).intoArray(y, yAt + 2 * LENGTH);
        bound.blend(a3x0, bound.compare(GE, a3x0).not()).intoArray(y, yAt + 3 * LENGTH);
    }

    private static void tile2x5of16(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a0x3 = a0x0;
        var a0x4 = a0x0;
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a1x1 = a1x0;
        var a1x2 = a1x0;
        var a1x3 = a1x0;
        var a1x4 = a1x0;
        int weights = wAt + 16;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            int row2 = row0 + 2 * xStep;
            int row3 = row0 + 3 * xStep;
            int row4 = row0 + 4 * xStep;
            for (int k = 0; k < run; k++) {
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 16);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 16 + LENGTH);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                a0x0 = x0.fma(v0, a0x0);
                a1x0 = x0.fma(v1, a1x0);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                a0x1 = x1.fma(v0, a0x1);
                a1x1 = x1.fma(v1, a1x1);
                var x2 = FloatVector.broadcast(SPECIES, x[row2 + k]);
                a0x2 = x2.fma(v0, a0x2);
                a1x2 = x2.fma(v1, a1x2);
                var x3 = FloatVector.broadcast(SPECIES, x[row3 + k]);
                a0x3 = x3.fma(v0, a0x3);
                a1x3 = x3.fma(v1, a1x3);
                var x4 = FloatVector.broadcast(SPECIES, x[row4 + k]);
                a0x4 = x4.fma(v0, a0x4);
                a1x4 = x4.fma(v1, a1x4);
            }
            weights += run * 16;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a1x0, bound.compare(GE, a1x0).not()).intoArray(y, yAt + LENGTH);
        bound.blend(a0x1, bound.compare(GE, a0x1).not()).intoArray(y, yAt + yStep);
        bound.blend(a1x1, bound.compare(GE, a1x1).not()).intoArray(y, yAt + yStep + LENGTH);
        bound.blend(a0x2, bound.compare(GE, a0x2).not()).intoArray(y, yAt + 2 * yStep);
        bound.blend(a1x2, bound.compare(GE, a1x2).not()).intoArray(y, yAt + 2 * yStep + LENGTH);
        bound.blend(a0x3, bound.compare(GE, a0x3).not()).intoArray(y, yAt + 3 * yStep);
        bound.blend(a1x3, bound.compare(GE, a1x3).not()).intoArray(y, yAt + 3 * yStep + LENGTH);
        bound.blend(a0x4, bound.compare(GE, a0x4).not()).intoArray(y, yAt + 4 * yStep);
        bound.blend(a1x4, bound.compare(GE, a1x4).not()).intoArray(y, yAt + 4 * yStep + LENGTH);
    }

    private static void tile2x2of16(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a1x1 = a1x0;
        int weights = wAt + 16;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 16);
                a0x0 = x0.fma(v0, a0x0);
                a0x1 = x1.fma(v0, a0x1);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 16 + LENGTH);
                a1x0 = x0.fma(v1, a1x0);
                a1x1 = x1.fma(v1, a1x1);
            }
            weights += run * 16;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a1x0, bound.compare(GE, a1x0).not()).intoArray(y, yAt + LENGTH);
        bound.blend(a0x1, bound.compare(GE, a0x1).not()).intoArray(y, yAt + yStep);
        bound.blend(a1x1, bound.compare(GE, a1x1).not()).intoArray(y, yAt + yStep + LENGTH);
    }

    private static void tile2x1of16(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        int weights = wAt + 16;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 16);
                a0x0 = x0.fma(v0, a0x0);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 16 + LENGTH);
                a1x0 = x0.fma(v1, a1x0);
            }
            weights += run * 16;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a1x0, bound.compare(GE, a1x0).not()).intoArray(y, yAt + LENGTH);
    }

    private static void tile1x8of8(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        var a0x2 = a0x0;
        var a0x3 = a0x0;
        var a0x4 = a0x0;
        var a0x5 = a0x0;
        var a0x6 = a0x0;
        var a0x7 = a0x0;
        int weights = wAt + 8;
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
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 8);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                a0x0 = x0.fma(v0, a0x0);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                a0x1 = x1.fma(v0, a0x1);
                var x2 = FloatVector.broadcast(SPECIES, x[row2 + k]);
                a0x2 = x2.fma(v0, a0x2);
                var x3 = FloatVector.broadcast(SPECIES, x[row3 + k]);
                a0x3 = x3.fma(v0, a0x3);
                var x4 = FloatVector.broadcast(SPECIES, x[row4 + k]);
                a0x4 = x4.fma(v0, a0x4);
                var x5 = FloatVector.broadcast(SPECIES, x[row5 + k]);
                a0x5 = x5.fma(v0, a0x5);
                var x6 = FloatVector.broadcast(SPECIES, x[row6 + k]);
                a0x6 = x6.fma(v0, a0x6);
                var x7 = FloatVector.broadcast(SPECIES, x[row7 + k]);
                a0x7 = x7.fma(v0, a0x7);
            }
            weights += run * 8;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a0x1, bound.compare(GE, a0x1).not()).intoArray(y, yAt + yStep);
        bound.blend(a0x2, bound.compare(GE, a0x2).not()).intoArray(y, yAt + 2 * yStep);
        bound.blend(a0x3, bound.compare(GE, a0x3).not()).intoArray(y, yAt + 3 * yStep);
        bound.blend(a0x4, bound.compare(GE, a0x4).not()).intoArray(y, yAt + 4 * yStep);
        bound.blend(a0x5, bound.compare(GE, a0x5).not()).intoArray(y, yAt + 5 * yStep);
        bound.blend(a0x6, bound.compare(GE, a0x6).not()).intoArray(y, yAt + 6 * yStep);
        bound.blend(a0x7, bound.compare(GE, a0x7).not()).intoArray(y, yAt + 7 * yStep);
    }

    private static void tile1x2of8(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        int weights = wAt + 8;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            int row1 = row0 + xStep;
            for (int k = 0; k < run; k++) {
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 8);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                a0x0 = x0.fma(v0, a0x0);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                a0x1 = x1.fma(v0, a0x1);
            }
            weights += run * 8;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
        bound.blend(a0x1, bound.compare(GE, a0x1).not()).intoArray(y, yAt + yStep);
    }

    private static void tile1x1of8(
            int rows, int run, int line, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep, float floor) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        int weights = wAt + 8;
        int row0 = xAt;
        for (int i = 0; i < rows; i++) {
            for (int k = 0; k < run; k++) {
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 8);
                a0x0 = x0.fma(v0, a0x0);
            }
            weights += run * 8;
            row0 += line;
        }
        // The larger of both, or NaN where the sum is. A maximum takes twice the instructions, because it takes 0 for larger than -0.
        var bound = FloatVector.broadcast(SPECIES, floor);
        bound.blend(a0x0, bound.compare(GE, a0x0).not()).intoArray(y, yAt);
    }
}
