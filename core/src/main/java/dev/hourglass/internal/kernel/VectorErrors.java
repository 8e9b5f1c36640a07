package dev.hourglass.internal.kernel;

import static dev.hourglass.internal.kernel.Kernels.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Further losses over one vector of a panel's samples.
final class VectorErrors {
    private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;

    private static final FloatVector ZERO = VectorMath.vector(0f);
    private static final FloatVector MINUS_HALF = VectorMath.vector(-0.5f);

    private VectorErrors() {}

    /// See [Kernels#absoluteError].
    static void absoluteError(
            int features, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d, int dAt,
            float[] loss, int lossAt) {
        var factor = FloatVector.fromArray(SPECIES, scale, scaleAt);
        var opposite = factor.neg();
        var total = FloatVector.fromArray(SPECIES, loss, lossAt);
        for (int f = 0; f < features; f++) {
            var difference = FloatVector.fromArray(SPECIES, y, yAt + f * LANES)
                    .sub(FloatVector.fromArray(SPECIES, t, tAt + f * LANES));
            total = difference.abs().add(total);
            difference.mul(ZERO)
                    .blend(factor, difference.compare(VectorOperators.GT, ZERO))
                    .blend(opposite, difference.compare(VectorOperators.LT, ZERO))
                    .intoArray(d, dAt + f * LANES);
        }
        total.intoArray(loss, lossAt);
    }

    /// See [Kernels#huberError].
    static void huberError(
            float delta, int features, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d,
            int dAt, float[] loss, int lossAt) {
        var factor = FloatVector.fromArray(SPECIES, scale, scaleAt);
        var most = FloatVector.broadcast(SPECIES, delta);
        var least = FloatVector.broadcast(SPECIES, -delta);
        var total = FloatVector.fromArray(SPECIES, loss, lossAt);
        for (int f = 0; f < features; f++) {
            var difference = FloatVector.fromArray(SPECIES, y, yAt + f * LANES)
                    .sub(FloatVector.fromArray(SPECIES, t, tAt + f * LANES));
            var clipped = difference.blend(most, difference.compare(VectorOperators.GT, most));
            clipped = clipped.blend(least, clipped.compare(VectorOperators.LT, least));
            total = clipped.fma(clipped.fma(MINUS_HALF, difference), total);
            clipped.mul(factor).intoArray(d, dAt + f * LANES);
        }
        total.intoArray(loss, lossAt);
    }
}
