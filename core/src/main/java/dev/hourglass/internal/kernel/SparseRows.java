package dev.hourglass.internal.kernel;

import dev.hourglass.internal.kernel.tile.SparseTiles;
import dev.hourglass.internal.kernel.tile.Vectors;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Dense layers over samples that are mostly zero: only the inputs that are not are multiplied, in the same order.
///
/// A product with zero changes nothing in a sum that is finite but, where the sum is zero, its sign. So a sum that ends as zero is
/// left to the loops over all inputs. Two samples share a mask of the inputs that one of them has, so that each weight is loaded
/// once for both.
///
/// Used by one thread at a time.
final class SparseRows {
    private static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
    private static final int LENGTH = SPECIES.length();
    /// Of every so many samples one is looked at.
    private static final int SAMPLED = 8;

    /// Outputs that take less time than masks of several samples: as many as one tile holds where vectors are long.
    private static final int FEW_OUTPUTS = KernelChoice.hasShortVectors() ? Kernels.LANES : Packing.ROWS.longest();

    /// Of each pair of samples, a bit for each input.
    private long[] masks = {};
    /// Of one mask.
    private int words;

    /// Whether so many samples are mostly zero: less than a third of the inputs of some of them are anything else. Of several samples
    /// a few outputs take less time than masks.
    static boolean suits(Window window, int places, float[] x, int xAt) {
        if (window.rows() > 1 || window.run() < ForwardKernels.SPARSE_INPUTS
                || (places > 1 && window.outputs() <= FEW_OUTPUTS)) {
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

    /// Notes what is not zero of each pair of some samples.
    void mask(Window window, int samples, float[] x, int xAt) {
        words = Math.ceilDiv(window.run(), Long.SIZE);
        int length = Math.ceilDiv(samples, SparseTiles.GROUP) * words;
        if (masks.length < length) {
            masks = new long[length];
        }
        Arrays.fill(masks, 0, length, 0);
        for (int s = 0; s < samples; s++) {
            mask(window.run(), x, xAt + s * window.sourceStep(), masks, s / SparseTiles.GROUP * words);
        }
    }

    private static void mask(int run, float[] x, int xAt, long[] masks, int at) {
        int whole = run / Long.SIZE;
        for (int word = 0; word < whole; word++) {
            long bits = 0;
            for (int k = 0; k < Long.SIZE; k += LENGTH) {
                bits |= FloatVector.fromArray(SPECIES, x, xAt + word * Long.SIZE + k)
                        .compare(VectorOperators.NE, 0f)
                        .toLong() << k;
            }
            masks[at + word] |= bits;
        }
        for (int k = whole * Long.SIZE; k < run; k++) {
            if (x[xAt + k] != 0) {
                masks[at + whole] |= 1L << k;
            }
        }
    }

    /// A block of outputs of all samples that were masked last, before the activation.
    void block(
            int block, Window window, int first, int samples, float[] w, int wAt, float[] x, int xAt, float[] y,
            int yAt, int yStep) {
        int mask = first / SparseTiles.GROUP * words;
        int source = xAt + first * window.sourceStep();
        if (LENGTH == Kernels.LANES) {
            SparseTiles.wide(
                    block, samples, words, masks, mask, w, wAt, x, source, window.sourceStep(), y, yAt, yStep);
        } else {
            SparseTiles.narrow(
                    block, samples, words, masks, mask, w, wAt, x, source, window.sourceStep(), y, yAt, yStep);
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
