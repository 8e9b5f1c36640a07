package dev.hourglass.internal.kernel;

import static dev.hourglass.internal.kernel.Kernels.LANES;
import static dev.hourglass.internal.kernel.Kernels.NEIGHBOURS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Squared distances of a row from panels of rows and of boxes, over vectors; see [Kernels#addSquaredDistances].
final class VectorDistances {
    private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
    private static final int LENGTH = SPECIES.length();
    private static final FloatVector ZERO = VectorMath.vector(0f);

    private VectorDistances() {}

    static boolean addSquares(
            int features, float[] x, int xAt, float[] rows, int rowsAt, float limit, float[] sums) {
        long below = 0;
        for (int part = 0; part < NEIGHBOURS; part += 4 * LENGTH) {
            below |= addToFour(features, x, xAt, rows, rowsAt + part, limit, sums, part);
        }
        return below != 0;
    }

    /// Four vectors of sums, which do not wait for each other.
    private static long addToFour(
            int features, float[] x, int xAt, float[] rows, int rowsAt, float limit, float[] sums, int sumsAt) {
        var a = FloatVector.fromArray(SPECIES, sums, sumsAt);
        var b = FloatVector.fromArray(SPECIES, sums, sumsAt + LENGTH);
        var c = FloatVector.fromArray(SPECIES, sums, sumsAt + 2 * LENGTH);
        var d = FloatVector.fromArray(SPECIES, sums, sumsAt + 3 * LENGTH);
        for (int f = 0; f < features; f++) {
            int at = rowsAt + f * NEIGHBOURS;
            var value = FloatVector.broadcast(SPECIES, x[xAt + f]);
            var fromA = FloatVector.fromArray(SPECIES, rows, at).sub(value);
            var fromB = FloatVector.fromArray(SPECIES, rows, at + LENGTH).sub(value);
            var fromC = FloatVector.fromArray(SPECIES, rows, at + 2 * LENGTH).sub(value);
            var fromD = FloatVector.fromArray(SPECIES, rows, at + 3 * LENGTH).sub(value);
            a = fromA.fma(fromA, a);
            b = fromB.fma(fromB, b);
            c = fromC.fma(fromC, c);
            d = fromD.fma(fromD, d);
        }
        a.intoArray(sums, sumsAt);
        b.intoArray(sums, sumsAt + LENGTH);
        c.intoArray(sums, sumsAt + 2 * LENGTH);
        d.intoArray(sums, sumsAt + 3 * LENGTH);
        return a.compare(VectorOperators.LT, limit).toLong() | b.compare(VectorOperators.LT, limit).toLong()
                | c.compare(VectorOperators.LT, limit).toLong() | d.compare(VectorOperators.LT, limit).toLong();
    }

    static void boxes(int features, float[] x, int xAt, float[] boxes, int boxesAt, float[] d, int dAt) {
        for (int part = 0; part < LANES; part += LENGTH) {
            var sum = ZERO;
            for (int f = 0; f < features; f++) {
                int at = boxesAt + 2 * f * LANES + part;
                var value = FloatVector.broadcast(SPECIES, x[xAt + f]);
                var toLow = FloatVector.fromArray(SPECIES, boxes, at).sub(value);
                var toHigh = FloatVector.fromArray(SPECIES, boxes, at + LANES).sub(value);
                var outside = ZERO.blend(toLow, toLow.compare(VectorOperators.GT, ZERO))
                        .blend(toHigh, toHigh.compare(VectorOperators.LT, ZERO));
                sum = outside.fma(outside, sum);
            }
            sum.intoArray(d, dAt + part);
        }
    }
}
