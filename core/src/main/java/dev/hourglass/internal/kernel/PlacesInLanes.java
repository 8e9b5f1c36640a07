package dev.hourglass.internal.kernel;

import static dev.hourglass.internal.kernel.Kernels.LANES;

import dev.hourglass.internal.kernel.tile.Vectors;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Convolutions of a single sample to one or two channels: too few for lanes, so neighbouring pixels take their place,
/// after the source's rows were turned from `[pixel][channel]` to `[channel][pixel]`.
///
/// Used by one thread at a time.
final class PlacesInLanes {
    private static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;
    private static final int LENGTH = Vectors.LENGTH;
    /// Places that are worked on at once.
    private static final int PLACES = 2 * LANES;
    /// Pixels of a turned row.
    private static final int WIDTH = PLACES + LANES;

    private final VectorKernels kernels = new VectorKernels();
    private final float[] sums = new float[PLACES];
    private float[] turned = {};

    /// Whether this is worth while: with whole squares to turn, and pixels that overlap like those of stride 1.
    static boolean suits(Window window, int places) {
        int channels = window.sourceStep();
        return LENGTH >= LANES / 2
                && places >= LANES / 2
                && channels % LANES == 0
                && window.run() % channels == 0
                && window.run() / channels <= LANES;
    }

    /// All places of one output.
    ///
    /// @param wAt where the output's bias is
    /// @param block outputs of its block
    void correlate(
            Window window, int places, float[] w, int wAt, int block, float[] x, int xAt, float[] y, int yAt,
            float floor) {
        for (int p = 0; p < places; p += PLACES) {
            int count = Math.min(PLACES, places - p);
            turn(window, count, x, xAt + p * window.sourceStep());
            int taps = window.run() / window.sourceStep();
            if (LENGTH == LANES) {
                addWide(w, wAt, block, window.rows(), taps, window.sourceStep(), turned, sums);
            } else {
                addNarrow(w, wAt, block, window.rows(), taps, window.sourceStep(), turned, sums);
            }
            for (int i = 0; i < count; i++) {
                y[yAt + (p + i) * window.targetStep()] = Math.max(sums[i], floor);
            }
        }
    }

    private void turn(Window window, int places, float[] x, int xAt) {
        int channels = window.sourceStep();
        int length = window.rows() * channels * WIDTH;
        if (turned.length < length) {
            turned = new float[length];
        }
        int pixels = places + window.run() / channels - 1;
        for (int i = 0; i < window.rows(); i++) {
            int at = xAt + i * window.line();
            int padded = Kernels.padded(pixels);
            // Whole squares are faster; what lies behind the row's end ends up in sums that nobody reads.
            int count = at + padded * channels <= x.length ? padded : pixels;
            kernels.turn(count, channels, x, at, channels, turned, i * channels * WIDTH, WIDTH);
        }
    }

    private static void addWide(
            float[] w, int wAt, int block, int rows, int taps, int channels, float[] turned, float[] sums) {
        var a0 = FloatVector.broadcast(SPECIES, w[wAt]);
        var a1 = a0;
        int weights = wAt + block;
        for (int i = 0; i < rows; i++) {
            for (int tap = 0; tap < taps; tap++) {
                int row = i * channels * WIDTH + tap;
                for (int c = 0; c < channels; c++) {
                    var weight = FloatVector.broadcast(SPECIES, w[weights + c * block]);
                    a0 = FloatVector.fromArray(SPECIES, turned, row + c * WIDTH).fma(weight, a0);
                    a1 = FloatVector.fromArray(SPECIES, turned, row + LANES + c * WIDTH).fma(weight, a1);
                }
                weights += channels * block;
            }
        }
        a0.intoArray(sums, 0);
        a1.intoArray(sums, LANES);
    }

    private static void addNarrow(
            float[] w, int wAt, int block, int rows, int taps, int channels, float[] turned, float[] sums) {
        var a0 = FloatVector.broadcast(SPECIES, w[wAt]);
        var a1 = a0;
        var a2 = a0;
        var a3 = a0;
        int weights = wAt + block;
        for (int i = 0; i < rows; i++) {
            for (int tap = 0; tap < taps; tap++) {
                int row = i * channels * WIDTH + tap;
                for (int c = 0; c < channels; c++) {
                    var weight = FloatVector.broadcast(SPECIES, w[weights + c * block]);
                    a0 = FloatVector.fromArray(SPECIES, turned, row + c * WIDTH).fma(weight, a0);
                    a1 = FloatVector.fromArray(SPECIES, turned, row + LENGTH + c * WIDTH).fma(weight, a1);
                    a2 = FloatVector.fromArray(SPECIES, turned, row + 2 * LENGTH + c * WIDTH).fma(weight, a2);
                    a3 = FloatVector.fromArray(SPECIES, turned, row + 3 * LENGTH + c * WIDTH).fma(weight, a3);
                }
                weights += channels * block;
            }
        }
        a0.intoArray(sums, 0);
        a1.intoArray(sums, LENGTH);
        a2.intoArray(sums, 2 * LENGTH);
        a3.intoArray(sums, 3 * LENGTH);
    }
}
