package dev.hourglass.internal.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Elementwise sums, see [ForwardKernels]: each number is read once, and kept in a register until all sums with it are done.
final class VectorTransforms {
    private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
    private static final int LENGTH = SPECIES.length();

    private VectorTransforms() {}

    static void combine(int count, float a, float[] m, int xAt, int yAt, int tAt) {
        var factor = FloatVector.broadcast(SPECIES, a);
        for (int i = 0; i < count; i += LENGTH) {
            FloatVector.fromArray(SPECIES, m, yAt + i)
                    .fma(factor, FloatVector.fromArray(SPECIES, m, xAt + i))
                    .intoArray(m, tAt + i);
        }
    }

    static void combine(int count, float a, float b, float floor, float[] m, int xAt, int yAt, int zAt, int tAt) {
        var first = FloatVector.broadcast(SPECIES, a);
        var second = FloatVector.broadcast(SPECIES, b);
        var bound = FloatVector.broadcast(SPECIES, floor);
        for (int i = 0; i < count; i += LENGTH) {
            var sum = FloatVector.fromArray(SPECIES, m, yAt + i).fma(first, FloatVector.fromArray(SPECIES, m, xAt + i));
            VectorMath.atLeast(FloatVector.fromArray(SPECIES, m, zAt + i).fma(second, sum), bound).intoArray(m,
                    tAt + i);
        }
    }

    /// Row by row of the sums, so that few of them are alive at a time: processors with short vectors have registers for half.
    static void toTile(int count, int pixel, int line, int plane, float[] m, int xAt, int tAt) {
        for (int i = 0; i < count; i += LENGTH) {
            int x0 = xAt + i;
            int x1 = x0 + line;
            int x2 = x1 + line;
            int x3 = x2 + line;
            int t0 = tAt + i;
            int t1 = t0 + 4 * plane;
            int t2 = t1 + 4 * plane;
            int t3 = t2 + 4 * plane;
            var b0x0 = FloatVector.fromArray(SPECIES, m, x0).sub(FloatVector.fromArray(SPECIES, m, x2));
            var b0x1 = FloatVector.fromArray(SPECIES, m, x0 + pixel).sub(FloatVector.fromArray(SPECIES, m, x2 + pixel));
            var b0x2 = FloatVector.fromArray(SPECIES, m, x0 + 2 * pixel)
                    .sub(FloatVector.fromArray(SPECIES, m, x2 + 2 * pixel));
            var b0x3 = FloatVector.fromArray(SPECIES, m, x0 + 3 * pixel)
                    .sub(FloatVector.fromArray(SPECIES, m, x2 + 3 * pixel));
            b0x0.sub(b0x2).intoArray(m, t0);
            b0x1.add(b0x2).intoArray(m, t0 + plane);
            b0x2.sub(b0x1).intoArray(m, t0 + 2 * plane);
            b0x1.sub(b0x3).intoArray(m, t0 + 3 * plane);
            var b1x0 = FloatVector.fromArray(SPECIES, m, x1).add(FloatVector.fromArray(SPECIES, m, x2));
            var b1x1 = FloatVector.fromArray(SPECIES, m, x1 + pixel).add(FloatVector.fromArray(SPECIES, m, x2 + pixel));
            var b1x2 = FloatVector.fromArray(SPECIES, m, x1 + 2 * pixel)
                    .add(FloatVector.fromArray(SPECIES, m, x2 + 2 * pixel));
            var b1x3 = FloatVector.fromArray(SPECIES, m, x1 + 3 * pixel)
                    .add(FloatVector.fromArray(SPECIES, m, x2 + 3 * pixel));
            b1x0.sub(b1x2).intoArray(m, t1);
            b1x1.add(b1x2).intoArray(m, t1 + plane);
            b1x2.sub(b1x1).intoArray(m, t1 + 2 * plane);
            b1x1.sub(b1x3).intoArray(m, t1 + 3 * plane);
            var b2x0 = FloatVector.fromArray(SPECIES, m, x2).sub(FloatVector.fromArray(SPECIES, m, x1));
            var b2x1 = FloatVector.fromArray(SPECIES, m, x2 + pixel).sub(FloatVector.fromArray(SPECIES, m, x1 + pixel));
            var b2x2 = FloatVector.fromArray(SPECIES, m, x2 + 2 * pixel)
                    .sub(FloatVector.fromArray(SPECIES, m, x1 + 2 * pixel));
            var b2x3 = FloatVector.fromArray(SPECIES, m, x2 + 3 * pixel)
                    .sub(FloatVector.fromArray(SPECIES, m, x1 + 3 * pixel));
            b2x0.sub(b2x2).intoArray(m, t2);
            b2x1.add(b2x2).intoArray(m, t2 + plane);
            b2x2.sub(b2x1).intoArray(m, t2 + 2 * plane);
            b2x1.sub(b2x3).intoArray(m, t2 + 3 * plane);
            var b3x0 = FloatVector.fromArray(SPECIES, m, x1).sub(FloatVector.fromArray(SPECIES, m, x3));
            var b3x1 = FloatVector.fromArray(SPECIES, m, x1 + pixel).sub(FloatVector.fromArray(SPECIES, m, x3 + pixel));
            var b3x2 = FloatVector.fromArray(SPECIES, m, x1 + 2 * pixel)
                    .sub(FloatVector.fromArray(SPECIES, m, x3 + 2 * pixel));
            var b3x3 = FloatVector.fromArray(SPECIES, m, x1 + 3 * pixel)
                    .sub(FloatVector.fromArray(SPECIES, m, x3 + 3 * pixel));
            b3x0.sub(b3x2).intoArray(m, t3);
            b3x1.add(b3x2).intoArray(m, t3 + plane);
            b3x2.sub(b3x1).intoArray(m, t3 + 2 * plane);
            b3x1.sub(b3x3).intoArray(m, t3 + 3 * plane);
        }
    }

    static void fromTile(
            int count, int plane, float floor, float[] m, int tAt, int y0, int y1, int below0, int below1) {
        var bound = FloatVector.broadcast(SPECIES, floor);
        for (int i = 0; i < count; i += LENGTH) {
            var m0x0 = FloatVector.fromArray(SPECIES, m, tAt + i);
            var m0x1 = FloatVector.fromArray(SPECIES, m, tAt + plane + i);
            var m0x2 = FloatVector.fromArray(SPECIES, m, tAt + 2 * plane + i);
            var m0x3 = FloatVector.fromArray(SPECIES, m, tAt + 3 * plane + i);
            var n0x0 = m0x0.add(m0x1).add(m0x2);
            var n0x1 = m0x1.sub(m0x2).add(m0x3);
            var m1x0 = FloatVector.fromArray(SPECIES, m, tAt + 4 * plane + i);
            var m1x1 = FloatVector.fromArray(SPECIES, m, tAt + 5 * plane + i);
            var m1x2 = FloatVector.fromArray(SPECIES, m, tAt + 6 * plane + i);
            var m1x3 = FloatVector.fromArray(SPECIES, m, tAt + 7 * plane + i);
            var n1x0 = m1x0.add(m1x1).add(m1x2);
            var n1x1 = m1x1.sub(m1x2).add(m1x3);
            var m2x0 = FloatVector.fromArray(SPECIES, m, tAt + 8 * plane + i);
            var m2x1 = FloatVector.fromArray(SPECIES, m, tAt + 9 * plane + i);
            var m2x2 = FloatVector.fromArray(SPECIES, m, tAt + 10 * plane + i);
            var m2x3 = FloatVector.fromArray(SPECIES, m, tAt + 11 * plane + i);
            var n2x0 = m2x0.add(m2x1).add(m2x2);
            var n2x1 = m2x1.sub(m2x2).add(m2x3);
            var m3x0 = FloatVector.fromArray(SPECIES, m, tAt + 12 * plane + i);
            var m3x1 = FloatVector.fromArray(SPECIES, m, tAt + 13 * plane + i);
            var m3x2 = FloatVector.fromArray(SPECIES, m, tAt + 14 * plane + i);
            var m3x3 = FloatVector.fromArray(SPECIES, m, tAt + 15 * plane + i);
            var n3x0 = m3x0.add(m3x1).add(m3x2);
            var n3x1 = m3x1.sub(m3x2).add(m3x3);
            VectorMath.atLeast(n0x0.add(n1x0).add(n2x0), bound).intoArray(m, y0 + i);
            VectorMath.atLeast(n1x0.sub(n2x0).add(n3x0), bound).intoArray(m, below0 + i);
            VectorMath.atLeast(n0x1.add(n1x1).add(n2x1), bound).intoArray(m, y1 + i);
            VectorMath.atLeast(n1x1.sub(n2x1).add(n3x1), bound).intoArray(m, below1 + i);
        }
    }

    static void fromDifferences(
            int count, int plane, float floor, float[] m, int tAt, int y0, int y1, int below0, int below1) {
        var bound = FloatVector.broadcast(SPECIES, floor);
        for (int i = 0; i < count; i += LENGTH) {
            var both = FloatVector.fromArray(SPECIES, m, tAt + i);
            var before = FloatVector.fromArray(SPECIES, m, tAt + plane + i);
            var after = FloatVector.fromArray(SPECIES, m, tAt + 2 * plane + i);
            var above = FloatVector.fromArray(SPECIES, m, tAt + 3 * plane + i);
            var aboveBefore = FloatVector.fromArray(SPECIES, m, tAt + 4 * plane + i);
            var aboveAfter = FloatVector.fromArray(SPECIES, m, tAt + 5 * plane + i);
            var under = FloatVector.fromArray(SPECIES, m, tAt + 6 * plane + i);
            var underBefore = FloatVector.fromArray(SPECIES, m, tAt + 7 * plane + i);
            var underAfter = FloatVector.fromArray(SPECIES, m, tAt + 8 * plane + i);
            var left = both.add(before);
            var right = both.add(after);
            VectorMath.atLeast(above.add(aboveBefore).add(left), bound).intoArray(m, y0 + i);
            VectorMath.atLeast(above.add(aboveAfter).add(right), bound).intoArray(m, y1 + i);
            VectorMath.atLeast(under.add(underBefore).add(left), bound).intoArray(m, below0 + i);
            VectorMath.atLeast(under.add(underAfter).add(right), bound).intoArray(m, below1 + i);
        }
    }
}
