package dev.hourglass.internal.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// [ScalarNormalisation] with vectors. Counts are multiples of their length.
final class VectorNormalisation {
    private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
    private static final int LENGTH = SPECIES.length();

    private VectorNormalisation() {}

    static void addUp(int count, int places, int step, float[] m, int xAt, int sAt) {
        for (int i = 0; i < count; i += LENGTH) {
            var sum = FloatVector.fromArray(SPECIES, m, sAt + i);
            for (int p = 0; p < places; p++) {
                sum = FloatVector.fromArray(SPECIES, m, xAt + p * step + i).add(sum);
            }
            sum.intoArray(m, sAt + i);
        }
    }

    static void addSquares(int count, int places, int step, float[] m, int xAt, int cAt, int sAt) {
        for (int i = 0; i < count; i += LENGTH) {
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
        for (int i = 0; i < count; i += LENGTH) {
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
        for (int i = 0; i < count; i += LENGTH) {
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
        for (int i = 0; i < count; i += LENGTH) {
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
