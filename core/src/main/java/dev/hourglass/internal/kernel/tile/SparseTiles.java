package dev.hourglass.internal.kernel.tile;

import static dev.hourglass.internal.kernel.tile.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;

// Written by TileWriter: change its table or its templates, not this file.

/// The multiply-accumulate loops of `SparseRows`: `tileB` holds the sums of a block of B outputs of one sample in registers and
/// goes through a list of the inputs that are not zero.
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
    public static void block(
            int block, int from, int to, int[] inputs, float[] values, float[] w, int wAt, float[] y, int yAt) {
        switch (block) {
            case 48 -> tile48(from, to, inputs, values, w, wAt, y, yAt);
            case 32 -> tile32(from, to, inputs, values, w, wAt, y, yAt);
            case 16 -> tile16(from, to, inputs, values, w, wAt, y, yAt);
            default -> throw new IllegalArgumentException("a block of " + block + " outputs has no tiles");
        }
    }

    private static void tile48(
            int from, int to, int[] inputs, float[] values, float[] w, int wAt, float[] y, int yAt) {
        var a0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a1 = FloatVector.fromArray(SPECIES, w, wAt + 16);
        var a2 = FloatVector.fromArray(SPECIES, w, wAt + 2 * 16);
        int weights = wAt + 48;
        for (int i = from; i < to; i++) {
            int at = weights + inputs[i] * 48;
            var x = FloatVector.broadcast(SPECIES, values[i]);
            a0 = x.fma(FloatVector.fromArray(SPECIES, w, at), a0);
            a1 = x.fma(FloatVector.fromArray(SPECIES, w, at + 16), a1);
            a2 = x.fma(FloatVector.fromArray(SPECIES, w, at + 2 * 16), a2);
        }
        // The same numbers, from a receiver of known width.
        var bound = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        bound.max(a0).intoArray(y, yAt);
        bound.max(a1).intoArray(y, yAt + 16);
        bound.max(a2).intoArray(y, yAt + 2 * 16);
    }

    private static void tile32(
            int from, int to, int[] inputs, float[] values, float[] w, int wAt, float[] y, int yAt) {
        var a0 = FloatVector.fromArray(SPECIES, w, wAt);
        var a1 = FloatVector.fromArray(SPECIES, w, wAt + 16);
        int weights = wAt + 32;
        for (int i = from; i < to; i++) {
            int at = weights + inputs[i] * 32;
            var x = FloatVector.broadcast(SPECIES, values[i]);
            a0 = x.fma(FloatVector.fromArray(SPECIES, w, at), a0);
            a1 = x.fma(FloatVector.fromArray(SPECIES, w, at + 16), a1);
        }
        // The same numbers, from a receiver of known width.
        var bound = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        bound.max(a0).intoArray(y, yAt);
        bound.max(a1).intoArray(y, yAt + 16);
    }

    private static void tile16(
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
}
