package dev.hourglass.internal.kernel.tile;

import static dev.hourglass.internal.kernel.tile.Vectors.EIGHT;
import static dev.hourglass.internal.kernel.tile.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;

// Written by TileWriter: change its table or its templates, not this file.

/// The multiply-accumulate tiles of `SparseRows`: `tileB` holds B blocks of 16 outputs of one sample in registers, `half1` a
/// block of 8, and goes through a list of the inputs that are not zero. A list is short, so that the processor works on
/// several samples at once.
///
/// Written like [CorrelationTiles], for the same reasons.
@SuppressWarnings("UnusedVariable")
public final class SparseTiles {
    private SparseTiles() {}

    /// Adds products to the sums of some blocks of 16 outputs, which are `wBlock` apart in `w`, part of the inputs after
    /// part: those of a part have their weights in the nearest cache, for all samples.
    ///
    /// @param parts of the inputs
    /// @param starts for each sample, where the list of each part begins, and where the last one ends
    /// @param inputs numbers of inputs
    /// @param values of these inputs
    /// @param wAt where the weights of the first input are
    public static void wholeBlocks(
            int blocks, int samples, int parts, int[] starts, int[] inputs, float[] values,
            float[] w, int wAt, int wBlock, float[] y, int yAt, int yStep) {
        int b = 0;
        for (; b <= blocks - 4; b += 4) {
            wholeBlocks4(samples, parts, starts, inputs, values, w, wAt + b * wBlock, wBlock,
                    y, yAt + b * 16, yStep);
        }
        for (; b <= blocks - 2; b += 2) {
            wholeBlocks2(samples, parts, starts, inputs, values, w, wAt + b * wBlock, wBlock,
                    y, yAt + b * 16, yStep);
        }
        for (; b <= blocks - 1; b += 1) {
            wholeBlocks1(samples, parts, starts, inputs, values, w, wAt + b * wBlock, wBlock,
                    y, yAt + b * 16, yStep);
        }
    }

    private static void wholeBlocks4(
            int samples, int parts, int[] starts, int[] inputs, float[] values,
            float[] w, int wAt, int wBlock, float[] y, int yAt, int yStep) {
        for (int part = 0; part < parts; part++) {
            for (int s = 0; s < samples; s++) {
                int at = s * (parts + 1) + part;
                tile4(starts[at], starts[at + 1], inputs, values, w, wAt, wBlock, y, yAt + s * yStep);
            }
        }
    }

    private static void wholeBlocks2(
            int samples, int parts, int[] starts, int[] inputs, float[] values,
            float[] w, int wAt, int wBlock, float[] y, int yAt, int yStep) {
        for (int part = 0; part < parts; part++) {
            for (int s = 0; s < samples; s++) {
                int at = s * (parts + 1) + part;
                tile2(starts[at], starts[at + 1], inputs, values, w, wAt, wBlock, y, yAt + s * yStep);
            }
        }
    }

    private static void wholeBlocks1(
            int samples, int parts, int[] starts, int[] inputs, float[] values,
            float[] w, int wAt, int wBlock, float[] y, int yAt, int yStep) {
        for (int part = 0; part < parts; part++) {
            for (int s = 0; s < samples; s++) {
                int at = s * (parts + 1) + part;
                tile1(starts[at], starts[at + 1], inputs, values, w, wAt, wBlock, y, yAt + s * yStep);
            }
        }
    }

    private static void tile4(
            int from, int to, int[] inputs, float[] values, float[] w, int wAt, int wBlock, float[] y, int yAt) {
        var a0 = FloatVector.fromArray(SPECIES, y, yAt);
        var a1 = FloatVector.fromArray(SPECIES, y, yAt + 16);
        var a2 = FloatVector.fromArray(SPECIES, y, yAt + 2 * 16);
        var a3 = FloatVector.fromArray(SPECIES, y, yAt + 3 * 16);
        int w0 = wAt;
        int w1 = w0 + wBlock;
        int w2 = w0 + 2 * wBlock;
        int w3 = w0 + 3 * wBlock;
        for (int i = from; i < to; i++) {
            int k = inputs[i] * 16;
            var x = FloatVector.broadcast(SPECIES, values[i]);
            a0 = x.fma(FloatVector.fromArray(SPECIES, w, w0 + k), a0);
            a1 = x.fma(FloatVector.fromArray(SPECIES, w, w1 + k), a1);
            a2 = x.fma(FloatVector.fromArray(SPECIES, w, w2 + k), a2);
            a3 = x.fma(FloatVector.fromArray(SPECIES, w, w3 + k), a3);
        }
        var same = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        same.max(a0).intoArray(y, yAt);
        same.max(a1).intoArray(y, yAt + 16);
        same.max(a2).intoArray(y, yAt + 2 * 16);
        same.max(a3).intoArray(y, yAt + 3 * 16);
    }

    private static void tile2(
            int from, int to, int[] inputs, float[] values, float[] w, int wAt, int wBlock, float[] y, int yAt) {
        var a0 = FloatVector.fromArray(SPECIES, y, yAt);
        var a1 = FloatVector.fromArray(SPECIES, y, yAt + 16);
        int w0 = wAt;
        int w1 = w0 + wBlock;
        for (int i = from; i < to; i++) {
            int k = inputs[i] * 16;
            var x = FloatVector.broadcast(SPECIES, values[i]);
            a0 = x.fma(FloatVector.fromArray(SPECIES, w, w0 + k), a0);
            a1 = x.fma(FloatVector.fromArray(SPECIES, w, w1 + k), a1);
        }
        var same = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        same.max(a0).intoArray(y, yAt);
        same.max(a1).intoArray(y, yAt + 16);
    }

    private static void tile1(
            int from, int to, int[] inputs, float[] values, float[] w, int wAt, int wBlock, float[] y, int yAt) {
        var a0 = FloatVector.fromArray(SPECIES, y, yAt);
        int w0 = wAt;
        for (int i = from; i < to; i++) {
            int k = inputs[i] * 16;
            var x = FloatVector.broadcast(SPECIES, values[i]);
            a0 = x.fma(FloatVector.fromArray(SPECIES, w, w0 + k), a0);
        }
        var same = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        same.max(a0).intoArray(y, yAt);
    }

    /// Adds products to the sums of some blocks of 8 outputs, which are `wBlock` apart in `w`, part of the inputs after
    /// part: those of a part have their weights in the nearest cache, for all samples.
    ///
    /// @param parts of the inputs
    /// @param starts for each sample, where the list of each part begins, and where the last one ends
    /// @param inputs numbers of inputs
    /// @param values of these inputs
    /// @param wAt where the weights of the first input are
    public static void halfBlocks(
            int blocks, int samples, int parts, int[] starts, int[] inputs, float[] values,
            float[] w, int wAt, int wBlock, float[] y, int yAt, int yStep) {
        int b = 0;
        for (; b <= blocks - 1; b += 1) {
            halfBlocks1(samples, parts, starts, inputs, values, w, wAt + b * wBlock, wBlock,
                    y, yAt + b * 8, yStep);
        }
    }

    private static void halfBlocks1(
            int samples, int parts, int[] starts, int[] inputs, float[] values,
            float[] w, int wAt, int wBlock, float[] y, int yAt, int yStep) {
        for (int part = 0; part < parts; part++) {
            for (int s = 0; s < samples; s++) {
                int at = s * (parts + 1) + part;
                half1(starts[at], starts[at + 1], inputs, values, w, wAt, wBlock, y, yAt + s * yStep);
            }
        }
    }

    private static void half1(
            int from, int to, int[] inputs, float[] values, float[] w, int wAt, int wBlock, float[] y, int yAt) {
        var a0 = FloatVector.fromArray(EIGHT, y, yAt);
        int w0 = wAt;
        for (int i = from; i < to; i++) {
            int k = inputs[i] * 8;
            var x = FloatVector.broadcast(EIGHT, values[i]);
            a0 = x.fma(FloatVector.fromArray(EIGHT, w, w0 + k), a0);
        }
        var same = FloatVector.broadcast(EIGHT, Float.NEGATIVE_INFINITY);
        same.max(a0).intoArray(y, yAt);
    }
}
