package dev.hourglass.internal.kernel;

import static dev.hourglass.internal.kernel.VectorKernels.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// [ScalarPooling] with vectors. Blocks of two by two, which are the usual ones, without a loop over their pixels.
final class VectorPooling {
    private static final int LENGTH = SPECIES.length();

    private VectorPooling() {}

    /// See [ForwardKernels#maxPool].
    ///
    /// @param count a multiple of the vector's
    static void maxPool(Taps taps, int count, int places, int xStep, int yStep, float[] m, int xAt, int yAt) {
        for (int p = 0; p < places; p++) {
            int x = xAt + p * xStep;
            int y = yAt + p * yStep;
            if (taps.rows() == 2 && taps.columns() == 2) {
                largestOfFour(count, m, x, x + taps.pixel(), x + taps.line(), x + taps.line() + taps.pixel(), y);
            } else {
                largest(taps.rows(), taps.columns(), taps.line(), taps.pixel(), count, m, x, y);
            }
        }
    }

    private static void largestOfFour(int count, float[] m, int x0, int x1, int x2, int x3, int y) {
        for (int i = 0; i < count; i += LENGTH) {
            var upper = FloatVector.fromArray(SPECIES, m, x0 + i).max(FloatVector.fromArray(SPECIES, m, x1 + i));
            var lower = FloatVector.fromArray(SPECIES, m, x2 + i).max(FloatVector.fromArray(SPECIES, m, x3 + i));
            upper.max(lower).intoArray(m, y + i);
        }
    }

    private static void largest(int rows, int columns, int line, int pixel, int count, float[] m, int x, int y) {
        var lowest = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < count; i += LENGTH) {
            var largest = lowest;
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    largest = FloatVector.fromArray(SPECIES, m, x + row * line + column * pixel + i).max(largest);
                }
            }
            // The same numbers, from a receiver of known width.
            lowest.max(largest).intoArray(m, y + i);
        }
    }

    /// See [Kernels#maxPoolGradient].
    static void maxPoolGradient(
            Taps taps, int gradientLine, int count, int places, int xStep, int yStep, float[] m, int xAt, int yAt,
            int dyAt, int dxAt) {
        for (int p = 0; p < places; p++) {
            int x = xAt + p * xStep;
            int y = yAt + p * yStep;
            int dy = dyAt + p * yStep;
            int dx = dxAt + p * xStep;
            if (taps.rows() == 2 && taps.columns() == 2) {
                spreadOverFour(taps.line(), gradientLine, taps.pixel(), count, m, x, y, dy, dx);
            } else {
                spread(taps.rows(), taps.columns(), taps.line(), gradientLine, taps.pixel(), count, m, x, y, dy, dx);
            }
        }
    }

    private static void spreadOverFour(
            int line, int gradientLine, int pixel, int count, float[] m, int x, int y, int dy, int dx) {
        var zero = FloatVector.zero(SPECIES);
        int x1 = x + pixel;
        int x2 = x + line;
        int x3 = x2 + pixel;
        int dx1 = dx + pixel;
        int dx2 = dx + gradientLine;
        int dx3 = dx2 + pixel;
        for (int i = 0; i < count; i += LENGTH) {
            var largest = FloatVector.fromArray(SPECIES, m, y + i);
            var gradient = FloatVector.fromArray(SPECIES, m, dy + i);
            var is0 = FloatVector.fromArray(SPECIES, m, x + i).compare(VectorOperators.EQ, largest);
            var is1 = FloatVector.fromArray(SPECIES, m, x1 + i).compare(VectorOperators.EQ, largest);
            var is2 = FloatVector.fromArray(SPECIES, m, x2 + i).compare(VectorOperators.EQ, largest);
            var is3 = FloatVector.fromArray(SPECIES, m, x3 + i).compare(VectorOperators.EQ, largest);
            var after0 = zero.blend(gradient, is0.not());
            var after1 = zero.blend(after0, is1.not());
            var after2 = zero.blend(after1, is2.not());
            zero.blend(gradient, is0).intoArray(m, dx + i);
            zero.blend(after0, is1).intoArray(m, dx1 + i);
            zero.blend(after1, is2).intoArray(m, dx2 + i);
            zero.blend(after2, is3).intoArray(m, dx3 + i);
        }
    }

    private static void spread(
            int rows, int columns, int line, int gradientLine, int pixel, int count, float[] m, int x, int y, int dy,
            int dx) {
        var zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < count; i += LENGTH) {
            var largest = FloatVector.fromArray(SPECIES, m, y + i);
            var left = FloatVector.fromArray(SPECIES, m, dy + i);
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    var here = FloatVector.fromArray(SPECIES, m, x + row * line + column * pixel + i)
                            .compare(VectorOperators.EQ, largest);
                    zero.blend(left, here).intoArray(m, dx + row * gradientLine + column * pixel + i);
                    left = zero.blend(left, here.not());
                }
            }
        }
    }
}
