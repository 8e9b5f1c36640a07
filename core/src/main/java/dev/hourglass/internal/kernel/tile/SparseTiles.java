package dev.hourglass.internal.kernel.tile;

import static dev.hourglass.internal.kernel.tile.Vectors.LENGTH;
import static dev.hourglass.internal.kernel.tile.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;

// Written by TileWriter: change its table or its templates, not this file.

/// The multiply-accumulate loops of `SparseRows`: `tileVofB` holds V vectors of the sums of a block of B outputs of one sample
/// in registers and goes through a list of the inputs that are not zero. `wide` is for vectors of 16 floats.
///
/// Written like [CorrelationTiles], for the same reasons.
public final class SparseTiles {
    private SparseTiles() {}

    /// A block of outputs of one sample.
    ///
    /// @param block its outputs
    /// @param from where the sample's list begins
    /// @param to where it ends
    /// @param inputs numbers of the inputs
    /// @param values of these inputs
    /// @param wAt where the block's biases are
    public static void wide(
            int block, int from, int to, int[] inputs, float[] values, float[] w, int wAt, float[] y, int yAt) {
        switch (block) {
            case 48 -> {
                for (int o = 0; o < 48; o += 3 * LENGTH) {
                    tile3of48(from, to, inputs, values, w, wAt + o, y, yAt + o);
                }
            }
            case 32 -> {
                for (int o = 0; o < 32; o += 2 * LENGTH) {
                    tile2of32(from, to, inputs, values, w, wAt + o, y, yAt + o);
                }
            }
            case 16 -> {
                for (int o = 0; o < 16; o += LENGTH) {
                    tile1of16(from, to, inputs, values, w, wAt + o, y, yAt + o);
                }
            }
            default -> throw new IllegalArgumentException("a block of " + block + " outputs has no tiles");
        }
    }

    /// A block of outputs of one sample.
    ///
    /// @param block its outputs
    /// @param from where the sample's list begins
    /// @param to where it ends
    /// @param inputs numbers of the inputs
    /// @param values of these inputs
    /// @param wAt where the block's biases are
    public static void narrow(
            int block, int from, int to, int[] inputs, float[] values, float[] w, int wAt, float[] y, int yAt) {
        switch (block) {
            case 32 -> {
                for (int o = 0; o < 32; o += 4 * LENGTH) {
                    tile4of32(from, to, inputs, values, w, wAt + o, y, yAt + o);
                }
            }
            case 16 -> {
                for (int o = 0; o < 16; o += 2 * LENGTH) {
                    tile2of16(from, to, inputs, values, w, wAt + o, y, yAt + o);
                }
            }
            default -> throw new IllegalArgumentException("a block of " + block + " outputs has no tiles");
        }
    }

    private static void tile3of48(
            int from, int to, int[] inputs, float[] values, float[] w, int wAt, float[] y, int yAt) {
        var a0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a1 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a2 = FloatVector.fromArray(SPECIES, w, wAt + 2 * LENGTH);
        int weights = wAt + 48;
        for (int i = from; i < to; i++) {
            int at = weights + inputs[i] * 48;
            var x = FloatVector.broadcast(SPECIES, values[i]);
            a0 = x.fma(FloatVector.fromArray(SPECIES, w, at), a0);
            a1 = x.fma(FloatVector.fromArray(SPECIES, w, at + LENGTH), a1);
            a2 = x.fma(FloatVector.fromArray(SPECIES, w, at + 2 * LENGTH), a2);
        }
        // The same numbers, from a receiver of known width.
        var bound = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        bound.max(a0).intoArray(y, yAt);
        bound.max(a1).intoArray(y, yAt + LENGTH);
        bound.max(a2).intoArray(y, yAt + 2 * LENGTH);
    }

    private static void tile2of32(
            int from, int to, int[] inputs, float[] values, float[] w, int wAt, float[] y, int yAt) {
        var a0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a1 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        int weights = wAt + 32;
        for (int i = from; i < to; i++) {
            int at = weights + inputs[i] * 32;
            var x = FloatVector.broadcast(SPECIES, values[i]);
            a0 = x.fma(FloatVector.fromArray(SPECIES, w, at), a0);
            a1 = x.fma(FloatVector.fromArray(SPECIES, w, at + LENGTH), a1);
        }
        // The same numbers, from a receiver of known width.
        var bound = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        bound.max(a0).intoArray(y, yAt);
        bound.max(a1).intoArray(y, yAt + LENGTH);
    }

    private static void tile1of16(
            int from, int to, int[] inputs, float[] values, float[] w, int wAt, float[] y, int yAt) {
        var a0 = FloatVector.fromArray(SPECIES, w, wAt);
        int weights = wAt + 16;
        for (int i = from; i < to; i++) {
            int at = weights + inputs[i] * 16;
            var x = FloatVector.broadcast(SPECIES, values[i]);
            a0 = x.fma(FloatVector.fromArray(SPECIES, w, at), a0);
        }
        // The same numbers, from a receiver of known width.
        var bound = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        bound.max(a0).intoArray(y, yAt);
    }

    private static void tile4of32(
            int from, int to, int[] inputs, float[] values, float[] w, int wAt, float[] y, int yAt) {
        var a0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a1 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        var a2 = FloatVector.fromArray(SPECIES, w, wAt + 2 * LENGTH);
        var a3 = FloatVector.fromArray(SPECIES, w, wAt + 3 * LENGTH);
        int weights = wAt + 32;
        for (int i = from; i < to; i++) {
            int at = weights + inputs[i] * 32;
            var x = FloatVector.broadcast(SPECIES, values[i]);
            a0 = x.fma(FloatVector.fromArray(SPECIES, w, at), a0);
            a1 = x.fma(FloatVector.fromArray(SPECIES, w, at + LENGTH), a1);
            a2 = x.fma(FloatVector.fromArray(SPECIES, w, at + 2 * LENGTH), a2);
            a3 = x.fma(FloatVector.fromArray(SPECIES, w, at + 3 * LENGTH), a3);
        }
        // The same numbers, from a receiver of known width.
        var bound = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        bound.max(a0).intoArray(y, yAt);
        bound.max(a1).intoArray(y, yAt + LENGTH);
        bound.max(a2).intoArray(y, yAt + 2 * LENGTH);
        bound.max(a3).intoArray(y, yAt + 3 * LENGTH);
    }

    private static void tile2of16(
            int from, int to, int[] inputs, float[] values, float[] w, int wAt, float[] y, int yAt) {
        var a0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a1 = FloatVector.fromArray(SPECIES, w, wAt + LENGTH);
        int weights = wAt + 16;
        for (int i = from; i < to; i++) {
            int at = weights + inputs[i] * 16;
            var x = FloatVector.broadcast(SPECIES, values[i]);
            a0 = x.fma(FloatVector.fromArray(SPECIES, w, at), a0);
            a1 = x.fma(FloatVector.fromArray(SPECIES, w, at + LENGTH), a1);
        }
        // The same numbers, from a receiver of known width.
        var bound = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        bound.max(a0).intoArray(y, yAt);
        bound.max(a1).intoArray(y, yAt + LENGTH);
    }
}
