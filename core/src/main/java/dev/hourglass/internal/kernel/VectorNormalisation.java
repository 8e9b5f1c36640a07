package dev.hourglass.internal.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// [ScalarNormalisation] with vectors. Counts are multiples of their length.
///
/// Several neighbouring vectors at a time, so that sums do not wait for each other and whole lines of the cache are read.
final class VectorNormalisation {
    private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
    private static final int LENGTH = SPECIES.length();

    private VectorNormalisation() {}

    static void addUp(int count, int places, int step, float[] m, int xAt, int sAt) {
        int i = 0;
        for (; i <= count - 4 * LENGTH; i += 4 * LENGTH) {
            int s = sAt + i;
            var s0 = FloatVector.fromArray(SPECIES, m, s);
            var s1 = FloatVector.fromArray(SPECIES, m, s + LENGTH);
            var s2 = FloatVector.fromArray(SPECIES, m, s + 2 * LENGTH);
            var s3 = FloatVector.fromArray(SPECIES, m, s + 3 * LENGTH);
            for (int p = 0; p < places; p++) {
                int x = xAt + p * step + i;
                s0 = FloatVector.fromArray(SPECIES, m, x).add(s0);
                s1 = FloatVector.fromArray(SPECIES, m, x + LENGTH).add(s1);
                s2 = FloatVector.fromArray(SPECIES, m, x + 2 * LENGTH).add(s2);
                s3 = FloatVector.fromArray(SPECIES, m, x + 3 * LENGTH).add(s3);
            }
            s0.intoArray(m, s);
            s1.intoArray(m, s + LENGTH);
            s2.intoArray(m, s + 2 * LENGTH);
            s3.intoArray(m, s + 3 * LENGTH);
        }
        for (; i < count; i += LENGTH) {
            var sum = FloatVector.fromArray(SPECIES, m, sAt + i);
            for (int p = 0; p < places; p++) {
                sum = FloatVector.fromArray(SPECIES, m, xAt + p * step + i).add(sum);
            }
            sum.intoArray(m, sAt + i);
        }
    }

    static void addSquares(int count, int places, int step, float[] m, int xAt, int cAt, int sAt) {
        int i = 0;
        for (; i <= count - 4 * LENGTH; i += 4 * LENGTH) {
            int s = sAt + i;
            int c = cAt + i;
            var s0 = FloatVector.fromArray(SPECIES, m, s);
            var s1 = FloatVector.fromArray(SPECIES, m, s + LENGTH);
            var s2 = FloatVector.fromArray(SPECIES, m, s + 2 * LENGTH);
            var s3 = FloatVector.fromArray(SPECIES, m, s + 3 * LENGTH);
            var c0 = FloatVector.fromArray(SPECIES, m, c);
            var c1 = FloatVector.fromArray(SPECIES, m, c + LENGTH);
            var c2 = FloatVector.fromArray(SPECIES, m, c + 2 * LENGTH);
            var c3 = FloatVector.fromArray(SPECIES, m, c + 3 * LENGTH);
            for (int p = 0; p < places; p++) {
                int x = xAt + p * step + i;
                var d0 = FloatVector.fromArray(SPECIES, m, x).sub(c0);
                s0 = d0.fma(d0, s0);
                var d1 = FloatVector.fromArray(SPECIES, m, x + LENGTH).sub(c1);
                s1 = d1.fma(d1, s1);
                var d2 = FloatVector.fromArray(SPECIES, m, x + 2 * LENGTH).sub(c2);
                s2 = d2.fma(d2, s2);
                var d3 = FloatVector.fromArray(SPECIES, m, x + 3 * LENGTH).sub(c3);
                s3 = d3.fma(d3, s3);
            }
            s0.intoArray(m, s);
            s1.intoArray(m, s + LENGTH);
            s2.intoArray(m, s + 2 * LENGTH);
            s3.intoArray(m, s + 3 * LENGTH);
        }
        for (; i < count; i += LENGTH) {
            var sum = FloatVector.fromArray(SPECIES, m, sAt + i);
            var centre = FloatVector.fromArray(SPECIES, m, cAt + i);
            for (int p = 0; p < places; p++) {
                var difference = FloatVector.fromArray(SPECIES, m, xAt + p * step + i).sub(centre);
                sum = difference.fma(difference, sum);
            }
            sum.intoArray(m, sAt + i);
        }
    }

    static void normalise(
            int count, int places, int xStep, int yStep, float[] m, int xAt, int yAt, int cAt, int rAt, int bAt) {
        int i = 0;
        for (; i <= count - 2 * LENGTH; i += 2 * LENGTH) {
            int j = i + LENGTH;
            var c0 = FloatVector.fromArray(SPECIES, m, cAt + i);
            var c1 = FloatVector.fromArray(SPECIES, m, cAt + j);
            var r0 = FloatVector.fromArray(SPECIES, m, rAt + i);
            var r1 = FloatVector.fromArray(SPECIES, m, rAt + j);
            var b0 = FloatVector.fromArray(SPECIES, m, bAt + i);
            var b1 = FloatVector.fromArray(SPECIES, m, bAt + j);
            for (int p = 0; p < places; p++) {
                int x = xAt + p * xStep;
                int y = yAt + p * yStep;
                FloatVector.fromArray(SPECIES, m, x + i).sub(c0).fma(r0, b0).intoArray(m, y + i);
                FloatVector.fromArray(SPECIES, m, x + j).sub(c1).fma(r1, b1).intoArray(m, y + j);
            }
        }
        for (; i < count; i += LENGTH) {
            var centre = FloatVector.fromArray(SPECIES, m, cAt + i);
            var scale = FloatVector.fromArray(SPECIES, m, rAt + i);
            var shift = FloatVector.fromArray(SPECIES, m, bAt + i);
            for (int p = 0; p < places; p++) {
                FloatVector.fromArray(SPECIES, m, xAt + p * xStep + i)
                        .sub(centre)
                        .fma(scale, shift)
                        .intoArray(m, yAt + p * yStep + i);
            }
        }
    }

    static void addNormalised(
            int count, int places, int xStep, int dStep, float[] m, int xAt, int dAt, int cAt, int rAt, int bAt,
            int wAt) {
        int i = 0;
        for (; i <= count - 2 * LENGTH; i += 2 * LENGTH) {
            int j = i + LENGTH;
            var c0 = FloatVector.fromArray(SPECIES, m, cAt + i);
            var c1 = FloatVector.fromArray(SPECIES, m, cAt + j);
            var r0 = FloatVector.fromArray(SPECIES, m, rAt + i);
            var r1 = FloatVector.fromArray(SPECIES, m, rAt + j);
            var b0 = FloatVector.fromArray(SPECIES, m, bAt + i);
            var b1 = FloatVector.fromArray(SPECIES, m, bAt + j);
            var w0 = FloatVector.fromArray(SPECIES, m, wAt + i);
            var w1 = FloatVector.fromArray(SPECIES, m, wAt + j);
            for (int p = 0; p < places; p++) {
                int x = xAt + p * xStep;
                int d = dAt + p * dStep;
                var d0 = FloatVector.fromArray(SPECIES, m, d + i);
                b0 = d0.add(b0);
                w0 = d0.fma(FloatVector.fromArray(SPECIES, m, x + i).sub(c0).mul(r0), w0);
                var d1 = FloatVector.fromArray(SPECIES, m, d + j);
                b1 = d1.add(b1);
                w1 = d1.fma(FloatVector.fromArray(SPECIES, m, x + j).sub(c1).mul(r1), w1);
            }
            b0.intoArray(m, bAt + i);
            b1.intoArray(m, bAt + j);
            w0.intoArray(m, wAt + i);
            w1.intoArray(m, wAt + j);
        }
        for (; i < count; i += LENGTH) {
            var centre = FloatVector.fromArray(SPECIES, m, cAt + i);
            var scale = FloatVector.fromArray(SPECIES, m, rAt + i);
            var shifts = FloatVector.fromArray(SPECIES, m, bAt + i);
            var scales = FloatVector.fromArray(SPECIES, m, wAt + i);
            for (int p = 0; p < places; p++) {
                var gradient = FloatVector.fromArray(SPECIES, m, dAt + p * dStep + i);
                var normal = FloatVector.fromArray(SPECIES, m, xAt + p * xStep + i).sub(centre).mul(scale);
                shifts = gradient.add(shifts);
                scales = gradient.fma(normal, scales);
            }
            shifts.intoArray(m, bAt + i);
            scales.intoArray(m, wAt + i);
        }
    }

    static void normaliseGradient(
            int count, int places, int xStep, int dStep, int dxStep, float[] m, int xAt, int dAt, int dxAt, int cAt,
            int rAt, int wAt, int gAt, int hAt) {
        int i = 0;
        for (; i <= count - 2 * LENGTH; i += 2 * LENGTH) {
            int j = i + LENGTH;
            var c0 = FloatVector.fromArray(SPECIES, m, cAt + i);
            var c1 = FloatVector.fromArray(SPECIES, m, cAt + j);
            var r0 = FloatVector.fromArray(SPECIES, m, rAt + i);
            var r1 = FloatVector.fromArray(SPECIES, m, rAt + j);
            var w0 = FloatVector.fromArray(SPECIES, m, wAt + i);
            var w1 = FloatVector.fromArray(SPECIES, m, wAt + j);
            var g0 = FloatVector.fromArray(SPECIES, m, gAt + i).neg();
            var g1 = FloatVector.fromArray(SPECIES, m, gAt + j).neg();
            var h0 = FloatVector.fromArray(SPECIES, m, hAt + i);
            var h1 = FloatVector.fromArray(SPECIES, m, hAt + j);
            for (int p = 0; p < places; p++) {
                int x = xAt + p * xStep;
                int d = dAt + p * dStep;
                int dx = dxAt + p * dxStep;
                var n0 = FloatVector.fromArray(SPECIES, m, x + i).sub(c0).mul(r0).neg();
                n0.fma(h0, FloatVector.fromArray(SPECIES, m, d + i).fma(w0, g0)).mul(r0).intoArray(m, dx + i);
                var n1 = FloatVector.fromArray(SPECIES, m, x + j).sub(c1).mul(r1).neg();
                n1.fma(h1, FloatVector.fromArray(SPECIES, m, d + j).fma(w1, g1)).mul(r1).intoArray(m, dx + j);
            }
        }
        for (; i < count; i += LENGTH) {
            var centre = FloatVector.fromArray(SPECIES, m, cAt + i);
            var scale = FloatVector.fromArray(SPECIES, m, rAt + i);
            var weight = FloatVector.fromArray(SPECIES, m, wAt + i);
            var mean = FloatVector.fromArray(SPECIES, m, gAt + i).neg();
            var product = FloatVector.fromArray(SPECIES, m, hAt + i);
            for (int p = 0; p < places; p++) {
                var normal = FloatVector.fromArray(SPECIES, m, xAt + p * xStep + i).sub(centre).mul(scale).neg();
                var gradient = FloatVector.fromArray(SPECIES, m, dAt + p * dStep + i).fma(weight, mean);
                normal.fma(product, gradient).mul(scale).intoArray(m, dxAt + p * dxStep + i);
            }
        }
    }
}
