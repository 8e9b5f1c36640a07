package dev.hourglass.internal.kernel;

import static dev.hourglass.internal.kernel.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;

/// The sums of depthwise convolutions with the Vector API, where samples are side by side: each is a multiply-add of whole vectors, four
/// places at a time, which share the weights.
final class VectorDepthwise {
    private static final int LENGTH = SPECIES.length();
    private static final int PLACES = 4;

    private VectorDepthwise() {}

    /// See [ForwardKernels#filter].
    ///
    /// @param whole how many of `count` floats, a multiple of the vector's
    static void filter(
            Taps taps, int whole, int count, int places, int xStep, int yStep, float[] m, int xAt, int wAt, int yAt) {
        int p = 0;
        for (; p <= places - PLACES; p += PLACES) {
            filterFour(taps.rows(), taps.columns(), taps.line(), taps.pixel(), whole, count, xStep, yStep, m,
                    xAt + p * xStep, wAt, yAt + p * yStep);
        }
        for (; p < places; p++) {
            filterOne(taps.rows(), taps.columns(), taps.line(), taps.pixel(), whole, count, m, xAt + p * xStep, wAt,
                    yAt + p * yStep);
        }
    }

    private static void filterFour(
            int rows, int columns, int line, int pixel, int whole, int count, int xStep, int yStep, float[] m, int xAt,
            int wAt, int yAt) {
        for (int i = 0; i < whole; i += LENGTH) {
            var sum0 = FloatVector.fromArray(SPECIES, m, wAt + i);
            var sum1 = sum0;
            var sum2 = sum0;
            var sum3 = sum0;
            int w = wAt + count + i;
            for (int row = 0; row < rows; row++) {
                int x = xAt + row * line + i;
                for (int column = 0; column < columns; column++) {
                    var weight = FloatVector.fromArray(SPECIES, m, w);
                    sum0 = FloatVector.fromArray(SPECIES, m, x).fma(weight, sum0);
                    sum1 = FloatVector.fromArray(SPECIES, m, x + xStep).fma(weight, sum1);
                    sum2 = FloatVector.fromArray(SPECIES, m, x + 2 * xStep).fma(weight, sum2);
                    sum3 = FloatVector.fromArray(SPECIES, m, x + 3 * xStep).fma(weight, sum3);
                    w += count;
                    x += pixel;
                }
            }
            sum0.intoArray(m, yAt + i);
            sum1.intoArray(m, yAt + yStep + i);
            sum2.intoArray(m, yAt + 2 * yStep + i);
            sum3.intoArray(m, yAt + 3 * yStep + i);
        }
    }

    private static void filterOne(
            int rows, int columns, int line, int pixel, int whole, int count, float[] m, int xAt, int wAt, int yAt) {
        for (int i = 0; i < whole; i += LENGTH) {
            var sum = FloatVector.fromArray(SPECIES, m, wAt + i);
            int w = wAt + count + i;
            for (int row = 0; row < rows; row++) {
                int x = xAt + row * line + i;
                for (int column = 0; column < columns; column++) {
                    sum = FloatVector.fromArray(SPECIES, m, x).fma(FloatVector.fromArray(SPECIES, m, w), sum);
                    w += count;
                    x += pixel;
                }
            }
            sum.intoArray(m, yAt + i);
        }
    }

    /// See [Kernels#addProducts].
    static void addProducts(
            int count, int places, int xStep, int dStep, float[] m, int xAt, int dAt, float[] g, int gAt) {
        for (int i = 0; i < count; i += LENGTH) {
            var sum = FloatVector.fromArray(SPECIES, g, gAt + i);
            for (int p = 0; p < places; p++) {
                sum = FloatVector.fromArray(SPECIES, m, xAt + p * xStep + i)
                        .fma(FloatVector.fromArray(SPECIES, m, dAt + p * dStep + i), sum);
            }
            sum.intoArray(g, gAt + i);
        }
    }
}
