package dev.hourglass.internal.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Further activations and their derivatives over vectors: [Elementary], operation by operation.
final class VectorActivations {
    private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
    private static final int LENGTH = SPECIES.length();

    private static final FloatVector ZERO = VectorMath.vector(0f);
    private static final FloatVector HALF = VectorMath.vector(0.5f);
    private static final FloatVector MINUS_HALF = VectorMath.vector(-0.5f);
    private static final FloatVector ONE = VectorMath.vector(1f);
    private static final FloatVector SIXTH = VectorMath.vector(Elementary.SIXTH);
    private static final FloatVector SELU_SCALE = VectorMath.vector(Elementary.SELU_SCALE);
    private static final FloatVector SELU_ALPHA = VectorMath.vector(Elementary.SELU_ALPHA);
    private static final FloatVector DENSITY = VectorMath.vector(Elementary.DENSITY);

    private VectorActivations() {}

    static void gelu(float[] y, int yAt, int count) {
        for (int i = yAt; i < yAt + count; i += LENGTH) {
            var x = FloatVector.fromArray(SPECIES, y, i);
            var bell = VectorMath.exp(x.mul(x).mul(MINUS_HALF));
            x.mul(VectorMath.normalDistribution(x, bell)).intoArray(y, i);
        }
    }

    static void silu(float[] y, int yAt, int count) {
        for (int i = yAt; i < yAt + count; i += LENGTH) {
            var x = FloatVector.fromArray(SPECIES, y, i);
            x.mul(VectorMath.sigmoid(x)).intoArray(y, i);
        }
    }

    static void selu(float[] y, int yAt, int count) {
        for (int i = yAt; i < yAt + count; i += LENGTH) {
            var x = FloatVector.fromArray(SPECIES, y, i);
            VectorMath.exp(x).sub(ONE).mul(SELU_ALPHA)
                    .blend(x.mul(SELU_SCALE), x.compare(VectorOperators.GT, ZERO))
                    .intoArray(y, i);
        }
    }

    static void hardSigmoid(float[] y, int yAt, int count) {
        for (int i = yAt; i < yAt + count; i += LENGTH) {
            var x = FloatVector.fromArray(SPECIES, y, i);
            x.fma(SIXTH, HALF).max(ZERO).min(ONE).intoArray(y, i);
        }
    }

    static void deriveGelu(float[] y, int yAt, float[] d, int dAt, int count) {
        for (int i = 0; i < count; i += LENGTH) {
            var x = FloatVector.fromArray(SPECIES, y, yAt + i);
            var bell = VectorMath.exp(x.mul(x).mul(MINUS_HALF));
            var slope = x.mul(DENSITY).fma(bell, VectorMath.normalDistribution(x, bell));
            FloatVector.fromArray(SPECIES, d, dAt + i).mul(slope).intoArray(d, dAt + i);
        }
    }

    static void deriveSilu(float[] y, int yAt, float[] d, int dAt, int count) {
        for (int i = 0; i < count; i += LENGTH) {
            var x = FloatVector.fromArray(SPECIES, y, yAt + i);
            var s = VectorMath.sigmoid(x);
            var slope = s.mul(x.fma(s.neg().add(ONE), ONE));
            FloatVector.fromArray(SPECIES, d, dAt + i).mul(slope).intoArray(d, dAt + i);
        }
    }

    static void deriveSelu(float[] y, int yAt, float[] d, int dAt, int count) {
        for (int i = 0; i < count; i += LENGTH) {
            var value = FloatVector.fromArray(SPECIES, y, yAt + i);
            var slope = value.add(SELU_ALPHA).blend(SELU_SCALE, value.compare(VectorOperators.GT, ZERO));
            FloatVector.fromArray(SPECIES, d, dAt + i).mul(slope).intoArray(d, dAt + i);
        }
    }

    static void deriveHardSigmoid(float[] y, int yAt, float[] d, int dAt, int count) {
        for (int i = 0; i < count; i += LENGTH) {
            var value = FloatVector.fromArray(SPECIES, y, yAt + i);
            var isInside = value.compare(VectorOperators.GT, ZERO).and(value.compare(VectorOperators.LT, ONE));
            ZERO.blend(FloatVector.fromArray(SPECIES, d, dAt + i).mul(SIXTH), isInside).intoArray(d, dAt + i);
        }
    }
}
