package dev.hourglass.internal.kernel;

import dev.hourglass.internal.kernel.tile.SparseTiles;
import dev.hourglass.internal.kernel.tile.Vectors;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Dense layers over samples that are mostly zero: only the inputs that are not are multiplied, in the same order.
///
/// A product with zero changes nothing in a sum that is finite but, where the sum is zero, its sign. So a sum that ends as zero is
/// left to the loops over all inputs.
///
/// Used by one thread at a time.
final class SparseRows {
    private static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SPECIES.vectorShape());
    private static final int LENGTH = SPECIES.length();
    /// Inputs below which lists are not worth while.
    private static final int FEWEST = 128;
    /// Of every so many samples one is looked at.
    private static final int SAMPLED = 8;

    /// Inputs of a part: the weights of four blocks of outputs fit the nearest cache.
    private static final int PART = 96;

    /// 0, 1, 2 and so on.
    private int[] numbers = {};
    private int[] inputs = {};
    private float[] values = {};
    private int[] starts = {};

    /// Whether so many samples are mostly zero: less than a third of the inputs of some of them are anything else. Only vectors as
    /// wide as a panel are compressed fast enough.
    static boolean suits(Window window, int places, float[] x, int xAt) {
        if (window.rows() > 1 || window.run() < FEWEST || LENGTH < Kernels.LANES) {
            return false;
        }
        int present = 0;
        int looked = 0;
        for (int p = 0; p < places; p += SAMPLED) {
            present += countNonzero(window.run() / LENGTH * LENGTH, x, xAt + p * window.sourceStep());
            looked += window.run();
        }
        return 3L * present < looked;
    }

    private static int countNonzero(int run, float[] x, int xAt) {
        int count = 0;
        for (int k = 0; k < run; k += LENGTH) {
            count += FloatVector.fromArray(SPECIES, x, xAt + k).compare(VectorOperators.NE, 0f).trueCount();
        }
        return count;
    }

    /// Lists what is not zero of each of some samples.
    void list(Window window, int samples, float[] x, int xAt) {
        int run = window.run();
        int parts = parts(window);
        // A whole vector is written at a time.
        int length = samples * run + LENGTH;
        if (numbers.length < run) {
            numbers = new int[run];
            Arrays.setAll(numbers, i -> i);
        }
        if (inputs.length < length) {
            inputs = new int[length];
            values = new float[length];
        }
        if (starts.length < samples * (parts + 1)) {
            starts = new int[samples * (parts + 1)];
        }
        int next = 0;
        for (int s = 0; s < samples; s++) {
            for (int part = 0; part < parts; part++) {
                starts[s * (parts + 1) + part] = next;
                int from = part * PART;
                next = list(from, Math.min(from + PART, run), x, xAt + s * window.sourceStep(), next);
            }
            starts[s * (parts + 1) + parts] = next;
        }
    }

    private static int parts(Window window) {
        return Math.ceilDiv(window.run(), PART);
    }

    private int list(int from, int to, float[] x, int xAt, int at) {
        int whole = (to - from) / LENGTH * LENGTH;
        int next = list(from, whole, x, xAt, numbers, inputs, values, at);
        for (int k = from + whole; k < to; k++) {
            if (x[xAt + k] != 0) {
                values[next] = x[xAt + k];
                inputs[next++] = k;
            }
        }
        return next;
    }

    private static int list(
            int from, int count, float[] x, int xAt, int[] numbers, int[] inputs, float[] values, int at) {
        int next = at;
        for (int k = from; k < from + count; k += LENGTH) {
            var vector = FloatVector.fromArray(SPECIES, x, xAt + k);
            var present = vector.compare(VectorOperators.NE, 0f);
            vector.compress(present).intoArray(values, next);
            IntVector.fromArray(INTS, numbers, k).compress(present.cast(INTS)).intoArray(inputs, next);
            next += present.trueCount();
        }
        return next;
    }

    /// Some blocks of 16 outputs of the samples in the lists, before the activation.
    void wholeBlocks(int blocks, Window window, int samples, float[] w, int wAt, float[] y, int yAt) {
        int wBlock = Packing.ROWS.blockAt(Kernels.LANES, window.run());
        for (int b = 0; b < blocks; b++) {
            copyBiases(Kernels.LANES, samples, w, wAt + b * wBlock, y, yAt + b * Kernels.LANES, window.targetStep());
        }
        SparseTiles.wholeBlocks(
                blocks, samples, parts(window), starts, inputs, values, w, wAt + Kernels.LANES, wBlock,
                y, yAt, window.targetStep());
    }

    /// A block of 8 outputs of the samples in the lists, likewise.
    void halfBlock(Window window, int samples, float[] w, int wAt, float[] y, int yAt, int yStep) {
        copyBiases(Kernels.LANES / 2, samples, w, wAt, y, yAt, yStep);
        SparseTiles.halfBlocks(
                1, samples, parts(window), starts, inputs, values, w, wAt + Kernels.LANES / 2, 0, y, yAt, yStep);
    }

    private static void copyBiases(int block, int samples, float[] w, int wAt, float[] y, int yAt, int yStep) {
        for (int s = 0; s < samples; s++) {
            System.arraycopy(w, wAt, y, yAt + s * yStep, block);
        }
    }

    /// Whether one of a sample's outputs, before the activation, is zero.
    static boolean hasZero(float[] y, int yAt, int outputs) {
        for (int o = 0; o < outputs; o++) {
            if (y[yAt + o] == 0) {
                return true;
            }
        }
        return false;
    }
}
