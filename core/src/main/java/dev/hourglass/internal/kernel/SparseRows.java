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

    /// 0, 1, 2 and so on.
    private int[] numbers = {};
    private int[] inputs = {};
    private float[] values = {};
    /// Where the list of each sample begins, and where the last one ends.
    private int[] starts = {};

    /// Whether so many samples are mostly zero: less than a third of the inputs of some of them are anything else. Vectors of
    /// fewer than 8 floats are not compressed fast enough.
    static boolean suits(Window window, int places, float[] x, int xAt) {
        if (window.rows() > 1 || window.run() < FEWEST || LENGTH < Kernels.LANES / 2) {
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
        if (starts.length <= samples) {
            starts = new int[samples + 1];
        }
        int next = 0;
        for (int s = 0; s < samples; s++) {
            starts[s] = next;
            next = list(run, x, xAt + s * window.sourceStep(), numbers, inputs, values, next);
        }
        starts[samples] = next;
    }

    private static int list(int run, float[] x, int xAt, int[] numbers, int[] inputs, float[] values, int at) {
        int whole = run / LENGTH * LENGTH;
        int next = at;
        for (int k = 0; k < whole; k += LENGTH) {
            var vector = FloatVector.fromArray(SPECIES, x, xAt + k);
            var present = vector.compare(VectorOperators.NE, 0f);
            vector.compress(present).intoArray(values, next);
            IntVector.fromArray(INTS, numbers, k).compress(present.cast(INTS)).intoArray(inputs, next);
            next += present.trueCount();
        }
        for (int k = whole; k < run; k++) {
            if (x[xAt + k] != 0) {
                values[next] = x[xAt + k];
                inputs[next++] = k;
            }
        }
        return next;
    }

    /// A block of outputs of some samples in the lists, before the activation.
    void block(int block, int first, int samples, float[] w, int wAt, float[] y, int yAt, int yStep) {
        for (int s = 0; s < samples; s++) {
            int list = first + s;
            if (LENGTH == Kernels.LANES) {
                SparseTiles.wide(
                        block, starts[list], starts[list + 1], inputs, values, w, wAt, y, yAt + s * yStep);
            } else {
                SparseTiles.narrow(
                        block, starts[list], starts[list + 1], inputs, values, w, wAt, y, yAt + s * yStep);
            }
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
