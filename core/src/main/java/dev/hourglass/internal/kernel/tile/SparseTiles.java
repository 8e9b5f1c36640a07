package dev.hourglass.internal.kernel.tile;

import static dev.hourglass.internal.kernel.tile.Vectors.LENGTH;
import static dev.hourglass.internal.kernel.tile.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;

// Written by TileWriter: change its table or its templates, not this file.

/// The multiply-accumulate loops of `SparseRows`: `tileVxSofB` holds V vectors of the B outputs of a block of S samples in
/// registers and goes through the inputs that not all of them lack. `wide` is for vectors of 16 floats.
///
/// Written like [CorrelationTiles], for the same reasons.
@SuppressWarnings("UnusedVariable")
public final class SparseTiles {
    /// Samples that share a mask.
    public static final int GROUP = 2;

    private SparseTiles() {}

    /// A block of outputs of samples that are `xStep` apart in `x` and `yStep` in `y`.
    ///
    /// @param block its outputs
    /// @param words of a mask, which has a bit for each input
    /// @param masks of each group of samples
    /// @param mAt where the first group's mask begins
    /// @param wAt where the block's biases are
    public static void wide(
            int block, int samples, int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep) {
        switch (block) {
            case 48 -> wide48(samples, words, masks, mAt, w, wAt, x, xAt, xStep, y, yAt, yStep);
            case 32 -> wide32(samples, words, masks, mAt, w, wAt, x, xAt, xStep, y, yAt, yStep);
            case 16 -> wide16(samples, words, masks, mAt, w, wAt, x, xAt, xStep, y, yAt, yStep);
            default -> throw new IllegalArgumentException("a block of " + block + " outputs has no tiles");
        }
    }

    private static void wide48(
            int samples, int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep) {
        for (int o = 0; o < 48; o += 3 * LENGTH) {
            int s = 0;
            for (; s <= samples - 2; s += 2) {
                tile3x2of48(words, masks, mAt + s / GROUP * words, w, wAt + o, x, xAt + s * xStep, xStep,
                        y, yAt + s * yStep + o, yStep);
            }
            for (; s <= samples - 1; s += 1) {
                tile3x1of48(words, masks, mAt + s / GROUP * words, w, wAt + o, x, xAt + s * xStep, xStep,
                        y, yAt + s * yStep + o, yStep);
            }
        }
    }

    private static void wide32(
            int samples, int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep) {
        for (int o = 0; o < 32; o += 2 * LENGTH) {
            int s = 0;
            for (; s <= samples - 2; s += 2) {
                tile2x2of32(words, masks, mAt + s / GROUP * words, w, wAt + o, x, xAt + s * xStep, xStep,
                        y, yAt + s * yStep + o, yStep);
            }
            for (; s <= samples - 1; s += 1) {
                tile2x1of32(words, masks, mAt + s / GROUP * words, w, wAt + o, x, xAt + s * xStep, xStep,
                        y, yAt + s * yStep + o, yStep);
            }
        }
    }

    private static void wide16(
            int samples, int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep) {
        for (int o = 0; o < 16; o += LENGTH) {
            int s = 0;
            for (; s <= samples - 2; s += 2) {
                tile1x2of16(words, masks, mAt + s / GROUP * words, w, wAt + o, x, xAt + s * xStep, xStep,
                        y, yAt + s * yStep + o, yStep);
            }
            for (; s <= samples - 1; s += 1) {
                tile1x1of16(words, masks, mAt + s / GROUP * words, w, wAt + o, x, xAt + s * xStep, xStep,
                        y, yAt + s * yStep + o, yStep);
            }
        }
    }

    /// A block of outputs of samples that are `xStep` apart in `x` and `yStep` in `y`.
    ///
    /// @param block its outputs
    /// @param words of a mask, which has a bit for each input
    /// @param masks of each group of samples
    /// @param mAt where the first group's mask begins
    /// @param wAt where the block's biases are
    public static void narrow(
            int block, int samples, int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep) {
        switch (block) {
            case 40 -> narrow40(samples, words, masks, mAt, w, wAt, x, xAt, xStep, y, yAt, yStep);
            case 32 -> narrow32(samples, words, masks, mAt, w, wAt, x, xAt, xStep, y, yAt, yStep);
            case 16 -> narrow16(samples, words, masks, mAt, w, wAt, x, xAt, xStep, y, yAt, yStep);
            case 8 -> narrow8(samples, words, masks, mAt, w, wAt, x, xAt, xStep, y, yAt, yStep);
            default -> throw new IllegalArgumentException("a block of " + block + " outputs has no tiles");
        }
    }

    private static void narrow40(
            int samples, int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep) {
        for (int o = 0; o < 40; o += 5 * LENGTH) {
            int s = 0;
            for (; s <= samples - 2; s += 2) {
                tile5x2of40(words, masks, mAt + s / GROUP * words, w, wAt + o, x, xAt + s * xStep, xStep,
                        y, yAt + s * yStep + o, yStep);
            }
            for (; s <= samples - 1; s += 1) {
                tile5x1of40(words, masks, mAt + s / GROUP * words, w, wAt + o, x, xAt + s * xStep, xStep,
                        y, yAt + s * yStep + o, yStep);
            }
        }
    }

    private static void narrow32(
            int samples, int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep) {
        for (int o = 0; o < 32; o += 4 * LENGTH) {
            int s = 0;
            for (; s <= samples - 2; s += 2) {
                tile4x2of32(words, masks, mAt + s / GROUP * words, w, wAt + o, x, xAt + s * xStep, xStep,
                        y, yAt + s * yStep + o, yStep);
            }
            for (; s <= samples - 1; s += 1) {
                tile4x1of32(words, masks, mAt + s / GROUP * words, w, wAt + o, x, xAt + s * xStep, xStep,
                        y, yAt + s * yStep + o, yStep);
            }
        }
    }

    private static void narrow16(
            int samples, int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep) {
        for (int o = 0; o < 16; o += 2 * LENGTH) {
            int s = 0;
            for (; s <= samples - 2; s += 2) {
                tile2x2of16(words, masks, mAt + s / GROUP * words, w, wAt + o, x, xAt + s * xStep, xStep,
                        y, yAt + s * yStep + o, yStep);
            }
            for (; s <= samples - 1; s += 1) {
                tile2x1of16(words, masks, mAt + s / GROUP * words, w, wAt + o, x, xAt + s * xStep, xStep,
                        y, yAt + s * yStep + o, yStep);
            }
        }
    }

    private static void narrow8(
            int samples, int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep) {
        for (int o = 0; o < 8; o += LENGTH) {
            int s = 0;
            for (; s <= samples - 2; s += 2) {
                tile1x2of8(words, masks, mAt + s / GROUP * words, w, wAt + o, x, xAt + s * xStep, xStep,
                        y, yAt + s * yStep + o, yStep);
            }
            for (; s <= samples - 1; s += 1) {
                tile1x1of8(words, masks, mAt + s / GROUP * words, w, wAt + o, x, xAt + s * xStep, xStep,
                        y, yAt + s * yStep + o, yStep);
            }
        }
    }

    private static void tile3x2of48(
            int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a1x1 = a1x0;
        var a2x0 = FloatVector.fromArray(SPECIES, w, wAt + 2 * LENGTH);
        var a2x1 = a2x0;
        int weights = wAt + 48;
        int row0 = xAt;
        int row1 = row0 + xStep;
        for (int word = 0; word < words; word++) {
            for (long mask = masks[mAt + word]; mask != 0; mask &= mask - 1) {
                int k = word * Long.SIZE + Long.numberOfTrailingZeros(mask);
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
        }
        // The same numbers, from a receiver of known width.
        var bound = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + LENGTH);
        bound.max(a2x0).intoArray(y, yAt + 2 * LENGTH);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a1x1).intoArray(y, yAt + yStep + LENGTH);
        bound.max(a2x1).intoArray(y, yAt + yStep + 2 * LENGTH);
    }

    private static void tile3x1of48(
            int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a2x0 = FloatVector.fromArray(SPECIES, w, wAt + 2 * LENGTH);
        int weights = wAt + 48;
        int row0 = xAt;
        for (int word = 0; word < words; word++) {
            for (long mask = masks[mAt + word]; mask != 0; mask &= mask - 1) {
                int k = word * Long.SIZE + Long.numberOfTrailingZeros(mask);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 48);
                a0x0 = x0.fma(v0, a0x0);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 48 + LENGTH);
                a1x0 = x0.fma(v1, a1x0);
                var v2 = FloatVector.fromArray(SPECIES, w, weights + k * 48 + 2 * LENGTH);
                a2x0 = x0.fma(v2, a2x0);
            }
        }
        // The same numbers, from a receiver of known width.
        var bound = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + LENGTH);
        bound.max(a2x0).intoArray(y, yAt + 2 * LENGTH);
    }

    private static void tile2x2of32(
            int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a1x1 = a1x0;
        int weights = wAt + 32;
        int row0 = xAt;
        int row1 = row0 + xStep;
        for (int word = 0; word < words; word++) {
            for (long mask = masks[mAt + word]; mask != 0; mask &= mask - 1) {
                int k = word * Long.SIZE + Long.numberOfTrailingZeros(mask);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 32);
                a0x0 = x0.fma(v0, a0x0);
                a0x1 = x1.fma(v0, a0x1);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 32 + LENGTH);
                a1x0 = x0.fma(v1, a1x0);
                a1x1 = x1.fma(v1, a1x1);
            }
        }
        // The same numbers, from a receiver of known width.
        var bound = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + LENGTH);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a1x1).intoArray(y, yAt + yStep + LENGTH);
    }

    private static void tile2x1of32(
            int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        int weights = wAt + 32;
        int row0 = xAt;
        for (int word = 0; word < words; word++) {
            for (long mask = masks[mAt + word]; mask != 0; mask &= mask - 1) {
                int k = word * Long.SIZE + Long.numberOfTrailingZeros(mask);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 32);
                a0x0 = x0.fma(v0, a0x0);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 32 + LENGTH);
                a1x0 = x0.fma(v1, a1x0);
            }
        }
        // The same numbers, from a receiver of known width.
        var bound = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + LENGTH);
    }

    private static void tile1x2of16(
            int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        int weights = wAt + 16;
        int row0 = xAt;
        int row1 = row0 + xStep;
        for (int word = 0; word < words; word++) {
            for (long mask = masks[mAt + word]; mask != 0; mask &= mask - 1) {
                int k = word * Long.SIZE + Long.numberOfTrailingZeros(mask);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 16);
                a0x0 = x0.fma(v0, a0x0);
                a0x1 = x1.fma(v0, a0x1);
            }
        }
        // The same numbers, from a receiver of known width.
        var bound = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a0x1).intoArray(y, yAt + yStep);
    }

    private static void tile1x1of16(
            int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        int weights = wAt + 16;
        int row0 = xAt;
        for (int word = 0; word < words; word++) {
            for (long mask = masks[mAt + word]; mask != 0; mask &= mask - 1) {
                int k = word * Long.SIZE + Long.numberOfTrailingZeros(mask);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 16);
                a0x0 = x0.fma(v0, a0x0);
            }
        }
        // The same numbers, from a receiver of known width.
        var bound = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        bound.max(a0x0).intoArray(y, yAt);
    }

    private static void tile5x2of40(
            int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a1x1 = a1x0;
        var a2x0 = FloatVector.fromArray(SPECIES, w, wAt + 2 * LENGTH);
        var a2x1 = a2x0;
        var a3x0 = FloatVector.fromArray(SPECIES, w, wAt + 3 * LENGTH);
        var a3x1 = a3x0;
        var a4x0 = FloatVector.fromArray(SPECIES, w, wAt + 4 * LENGTH);
        var a4x1 = a4x0;
        int weights = wAt + 40;
        int row0 = xAt;
        int row1 = row0 + xStep;
        for (int word = 0; word < words; word++) {
            for (long mask = masks[mAt + word]; mask != 0; mask &= mask - 1) {
                int k = word * Long.SIZE + Long.numberOfTrailingZeros(mask);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 40);
                a0x0 = x0.fma(v0, a0x0);
                a0x1 = x1.fma(v0, a0x1);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 40 + LENGTH);
                a1x0 = x0.fma(v1, a1x0);
                a1x1 = x1.fma(v1, a1x1);
                var v2 = FloatVector.fromArray(SPECIES, w, weights + k * 40 + 2 * LENGTH);
                a2x0 = x0.fma(v2, a2x0);
                a2x1 = x1.fma(v2, a2x1);
                var v3 = FloatVector.fromArray(SPECIES, w, weights + k * 40 + 3 * LENGTH);
                a3x0 = x0.fma(v3, a3x0);
                a3x1 = x1.fma(v3, a3x1);
                var v4 = FloatVector.fromArray(SPECIES, w, weights + k * 40 + 4 * LENGTH);
                a4x0 = x0.fma(v4, a4x0);
                a4x1 = x1.fma(v4, a4x1);
            }
        }
        // The same numbers, from a receiver of known width.
        var bound = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + LENGTH);
        bound.max(a2x0).intoArray(y, yAt + 2 * LENGTH);
        bound.max(a3x0).intoArray(y, yAt + 3 * LENGTH);
        bound.max(a4x0).intoArray(y, yAt + 4 * LENGTH);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a1x1).intoArray(y, yAt + yStep + LENGTH);
        bound.max(a2x1).intoArray(y, yAt + yStep + 2 * LENGTH);
        bound.max(a3x1).intoArray(y, yAt + yStep + 3 * LENGTH);
        bound.max(a4x1).intoArray(y, yAt + yStep + 4 * LENGTH);
    }

    private static void tile5x1of40(
            int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a2x0 = FloatVector.fromArray(SPECIES, w, wAt + 2 * LENGTH);
        var a3x0 = FloatVector.fromArray(SPECIES, w, wAt + 3 * LENGTH);
        var a4x0 = FloatVector.fromArray(SPECIES, w, wAt + 4 * LENGTH);
        int weights = wAt + 40;
        int row0 = xAt;
        for (int word = 0; word < words; word++) {
            for (long mask = masks[mAt + word]; mask != 0; mask &= mask - 1) {
                int k = word * Long.SIZE + Long.numberOfTrailingZeros(mask);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 40);
                a0x0 = x0.fma(v0, a0x0);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 40 + LENGTH);
                a1x0 = x0.fma(v1, a1x0);
                var v2 = FloatVector.fromArray(SPECIES, w, weights + k * 40 + 2 * LENGTH);
                a2x0 = x0.fma(v2, a2x0);
                var v3 = FloatVector.fromArray(SPECIES, w, weights + k * 40 + 3 * LENGTH);
                a3x0 = x0.fma(v3, a3x0);
                var v4 = FloatVector.fromArray(SPECIES, w, weights + k * 40 + 4 * LENGTH);
                a4x0 = x0.fma(v4, a4x0);
            }
        }
        // The same numbers, from a receiver of known width.
        var bound = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + LENGTH);
        bound.max(a2x0).intoArray(y, yAt + 2 * LENGTH);
        bound.max(a3x0).intoArray(y, yAt + 3 * LENGTH);
        bound.max(a4x0).intoArray(y, yAt + 4 * LENGTH);
    }

    private static void tile4x2of32(
            int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep) {
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
        int row1 = row0 + xStep;
        for (int word = 0; word < words; word++) {
            for (long mask = masks[mAt + word]; mask != 0; mask &= mask - 1) {
                int k = word * Long.SIZE + Long.numberOfTrailingZeros(mask);
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
        }
        // The same numbers, from a receiver of known width.
        var bound = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + LENGTH);
        bound.max(a2x0).intoArray(y, yAt + 2 * LENGTH);
        bound.max(a3x0).intoArray(y, yAt + 3 * LENGTH);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a1x1).intoArray(y, yAt + yStep + LENGTH);
        bound.max(a2x1).intoArray(y, yAt + yStep + 2 * LENGTH);
        bound.max(a3x1).intoArray(y, yAt + yStep + 3 * LENGTH);
    }

    private static void tile4x1of32(
            int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a2x0 = FloatVector.fromArray(SPECIES, w, wAt + 2 * LENGTH);
        var a3x0 = FloatVector.fromArray(SPECIES, w, wAt + 3 * LENGTH);
        int weights = wAt + 32;
        int row0 = xAt;
        for (int word = 0; word < words; word++) {
            for (long mask = masks[mAt + word]; mask != 0; mask &= mask - 1) {
                int k = word * Long.SIZE + Long.numberOfTrailingZeros(mask);
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
        }
        // The same numbers, from a receiver of known width.
        var bound = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + LENGTH);
        bound.max(a2x0).intoArray(y, yAt + 2 * LENGTH);
        bound.max(a3x0).intoArray(y, yAt + 3 * LENGTH);
    }

    private static void tile2x2of16(
            int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a1x1 = a1x0;
        int weights = wAt + 16;
        int row0 = xAt;
        int row1 = row0 + xStep;
        for (int word = 0; word < words; word++) {
            for (long mask = masks[mAt + word]; mask != 0; mask &= mask - 1) {
                int k = word * Long.SIZE + Long.numberOfTrailingZeros(mask);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 16);
                a0x0 = x0.fma(v0, a0x0);
                a0x1 = x1.fma(v0, a0x1);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 16 + LENGTH);
                a1x0 = x0.fma(v1, a1x0);
                a1x1 = x1.fma(v1, a1x1);
            }
        }
        // The same numbers, from a receiver of known width.
        var bound = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + LENGTH);
        bound.max(a0x1).intoArray(y, yAt + yStep);
        bound.max(a1x1).intoArray(y, yAt + yStep + LENGTH);
    }

    private static void tile2x1of16(
            int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a1x0 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        int weights = wAt + 16;
        int row0 = xAt;
        for (int word = 0; word < words; word++) {
            for (long mask = masks[mAt + word]; mask != 0; mask &= mask - 1) {
                int k = word * Long.SIZE + Long.numberOfTrailingZeros(mask);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 16);
                a0x0 = x0.fma(v0, a0x0);
                var v1 = FloatVector.fromArray(SPECIES, w, weights + k * 16 + LENGTH);
                a1x0 = x0.fma(v1, a1x0);
            }
        }
        // The same numbers, from a receiver of known width.
        var bound = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a1x0).intoArray(y, yAt + LENGTH);
    }

    private static void tile1x2of8(
            int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a0x1 = a0x0;
        int weights = wAt + 8;
        int row0 = xAt;
        int row1 = row0 + xStep;
        for (int word = 0; word < words; word++) {
            for (long mask = masks[mAt + word]; mask != 0; mask &= mask - 1) {
                int k = word * Long.SIZE + Long.numberOfTrailingZeros(mask);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var x1 = FloatVector.broadcast(SPECIES, x[row1 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 8);
                a0x0 = x0.fma(v0, a0x0);
                a0x1 = x1.fma(v0, a0x1);
            }
        }
        // The same numbers, from a receiver of known width.
        var bound = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        bound.max(a0x0).intoArray(y, yAt);
        bound.max(a0x1).intoArray(y, yAt + yStep);
    }

    private static void tile1x1of8(
            int words, long[] masks, int mAt, float[] w, int wAt, float[] x, int xAt, int xStep,
            float[] y, int yAt, int yStep) {
        var a0x0 = FloatVector.fromArray(SPECIES, w, wAt);
        int weights = wAt + 8;
        int row0 = xAt;
        for (int word = 0; word < words; word++) {
            for (long mask = masks[mAt + word]; mask != 0; mask &= mask - 1) {
                int k = word * Long.SIZE + Long.numberOfTrailingZeros(mask);
                var x0 = FloatVector.broadcast(SPECIES, x[row0 + k]);
                var v0 = FloatVector.fromArray(SPECIES, w, weights + k * 8);
                a0x0 = x0.fma(v0, a0x0);
            }
        }
        // The same numbers, from a receiver of known width.
        var bound = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        bound.max(a0x0).intoArray(y, yAt);
    }
}
