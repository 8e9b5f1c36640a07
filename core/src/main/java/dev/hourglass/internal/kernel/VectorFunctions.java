package dev.hourglass.internal.kernel;

import static dev.hourglass.internal.kernel.Kernels.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Activations, their derivatives and the losses over vectors: [Elementary], operation by operation.
final class VectorFunctions {
    private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
    private static final int LENGTH = SPECIES.length();

    // Constants are vectors, because broadcasting one in a loop costs the JIT as much of its budget as an operation.
    private static final FloatVector LOG2_E = vector(Elementary.LOG2_E);
    private static final FloatVector ROUNDER = vector(Elementary.ROUNDER);
    private static final FloatVector MINUS_LN2_HIGH = vector(-Elementary.LN2_HIGH);
    private static final FloatVector MINUS_LN2_LOW = vector(-Elementary.LN2_LOW);
    private static final FloatVector EXP_MIN = vector(Elementary.EXP_MIN);
    private static final FloatVector EXP_MAX = vector(Elementary.EXP_MAX);
    private static final FloatVector E2 = vector(Elementary.E2);
    private static final FloatVector E3 = vector(Elementary.E3);
    private static final FloatVector E4 = vector(Elementary.E4);
    private static final FloatVector E5 = vector(Elementary.E5);
    private static final FloatVector E6 = vector(Elementary.E6);
    private static final FloatVector E7 = vector(Elementary.E7);
    private static final FloatVector L3 = vector(Elementary.L3);
    private static final FloatVector L5 = vector(Elementary.L5);
    private static final FloatVector L7 = vector(Elementary.L7);
    private static final FloatVector L9 = vector(Elementary.L9);
    private static final FloatVector L11 = vector(Elementary.L11);
    private static final FloatVector L13 = vector(Elementary.L13);
    private static final FloatVector L15 = vector(Elementary.L15);
    private static final FloatVector LEAK = vector(Elementary.LEAK);
    private static final FloatVector ZERO = vector(0f);
    private static final FloatVector ONE = vector(1f);
    private static final FloatVector TWO = vector(2f);
    private static final FloatVector MINUS_TWO = vector(-2f);

    private VectorFunctions() {}

    static FloatVector exp(FloatVector x) {
        var clipped = x.max(EXP_MIN).min(EXP_MAX);
        var rounded = clipped.fma(LOG2_E, ROUNDER);
        var n = rounded.sub(ROUNDER);
        var r = n.fma(MINUS_LN2_LOW, n.fma(MINUS_LN2_HIGH, clipped));
        var p = r.fma(E7, E6);
        p = p.fma(r, E5);
        p = p.fma(r, E4);
        p = p.fma(r, E3);
        p = p.fma(r, E2);
        p = p.fma(r, ONE);
        p = p.fma(r, ONE);
        var exponent = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, Elementary.EXPONENT_SHIFT);
        return p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
    }

    static FloatVector artanhSeries(FloatVector square) {
        var p = square.fma(L15, L13);
        p = p.fma(square, L11);
        p = p.fma(square, L9);
        p = p.fma(square, L7);
        p = p.fma(square, L5);
        p = p.fma(square, L3);
        return p.fma(square, ONE);
    }

    private static FloatVector log1p(FloatVector e) {
        var s = e.div(e.add(TWO));
        return s.mul(TWO).mul(artanhSeries(s.mul(s)));
    }

    private static FloatVector sigmoid(FloatVector x) {
        var e = exp(x.abs().neg());
        return e.blend(ONE, x.compare(VectorOperators.GE, ZERO)).div(e.add(ONE));
    }

    private static FloatVector vector(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }

    static void relu(float[] y, int yAt, int count) {
        for (int i = yAt; i < yAt + count; i += LENGTH) {
            var x = FloatVector.fromArray(SPECIES, y, i);
            x.max(ZERO).intoArray(y, i);
        }
    }

    static void leakyRelu(float[] y, int yAt, int count) {
        for (int i = yAt; i < yAt + count; i += LENGTH) {
            var x = FloatVector.fromArray(SPECIES, y, i);
            x.mul(LEAK).blend(x, x.compare(VectorOperators.GT, ZERO)).intoArray(y, i);
        }
    }

    static void elu(float[] y, int yAt, int count) {
        for (int i = yAt; i < yAt + count; i += LENGTH) {
            var x = FloatVector.fromArray(SPECIES, y, i);
            exp(x).sub(ONE).blend(x, x.compare(VectorOperators.GT, ZERO)).intoArray(y, i);
        }
    }

    static void sigmoid(float[] y, int yAt, int count) {
        for (int i = yAt; i < yAt + count; i += LENGTH) {
            var x = FloatVector.fromArray(SPECIES, y, i);
            sigmoid(x).intoArray(y, i);
        }
    }

    static void softplus(float[] y, int yAt, int count) {
        for (int i = yAt; i < yAt + count; i += LENGTH) {
            var x = FloatVector.fromArray(SPECIES, y, i);
            x.max(ZERO).add(log1p(exp(x.abs().neg()))).intoArray(y, i);
        }
    }

    static void tanh(float[] y, int yAt, int count) {
        for (int i = yAt; i < yAt + count; i += LENGTH) {
            var x = FloatVector.fromArray(SPECIES, y, i);
            var e = exp(x.abs().mul(MINUS_TWO));
            var t = e.neg().add(ONE).div(e.add(ONE));
            t.neg().blend(t, x.compare(VectorOperators.GE, ZERO)).intoArray(y, i);
        }
    }

    static void deriveRelu(float[] y, int yAt, float[] d, int dAt, int count) {
        for (int i = 0; i < count; i += LENGTH) {
            var value = FloatVector.fromArray(SPECIES, y, yAt + i);
            var gradient = FloatVector.fromArray(SPECIES, d, dAt + i);
            gradient.blend(ZERO, value.compare(VectorOperators.GT, ZERO).not()).intoArray(d, dAt + i);
        }
    }

    static void deriveLeakyRelu(float[] y, int yAt, float[] d, int dAt, int count) {
        for (int i = 0; i < count; i += LENGTH) {
            var value = FloatVector.fromArray(SPECIES, y, yAt + i);
            var gradient = FloatVector.fromArray(SPECIES, d, dAt + i);
            gradient.mul(LEAK).blend(gradient, value.compare(VectorOperators.GT, ZERO)).intoArray(d, dAt + i);
        }
    }

    static void deriveElu(float[] y, int yAt, float[] d, int dAt, int count) {
        for (int i = 0; i < count; i += LENGTH) {
            var value = FloatVector.fromArray(SPECIES, y, yAt + i);
            var gradient = FloatVector.fromArray(SPECIES, d, dAt + i);
            gradient.mul(value.add(ONE)).blend(gradient, value.compare(VectorOperators.GT, ZERO)).intoArray(d, dAt + i);
        }
    }

    static void deriveSigmoid(float[] y, int yAt, float[] d, int dAt, int count) {
        for (int i = 0; i < count; i += LENGTH) {
            var value = FloatVector.fromArray(SPECIES, y, yAt + i);
            var gradient = FloatVector.fromArray(SPECIES, d, dAt + i);
            gradient.mul(value.mul(value.neg().add(ONE))).intoArray(d, dAt + i);
        }
    }

    static void deriveTanh(float[] y, int yAt, float[] d, int dAt, int count) {
        for (int i = 0; i < count; i += LENGTH) {
            var value = FloatVector.fromArray(SPECIES, y, yAt + i);
            var gradient = FloatVector.fromArray(SPECIES, d, dAt + i);
            gradient.mul(value.neg().fma(value, ONE)).intoArray(d, dAt + i);
        }
    }

    static void deriveSoftplus(float[] y, int yAt, float[] d, int dAt, int count) {
        for (int i = 0; i < count; i += LENGTH) {
            var value = FloatVector.fromArray(SPECIES, y, yAt + i);
            var gradient = FloatVector.fromArray(SPECIES, d, dAt + i);
            gradient.mul(exp(value.neg()).neg().add(ONE)).intoArray(d, dAt + i);
        }
    }

    /// One vector of a panel's samples; see [Kernels#squaredError].
    static void squaredError(
            int features, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d, int dAt,
            float[] loss, int lossAt) {
        var factor = FloatVector.fromArray(SPECIES, scale, scaleAt);
        var total = FloatVector.fromArray(SPECIES, loss, lossAt);
        for (int f = 0; f < features; f++) {
            var difference = FloatVector.fromArray(SPECIES, y, yAt + f * LANES)
                    .sub(FloatVector.fromArray(SPECIES, t, tAt + f * LANES));
            total = difference.fma(difference, total);
            difference.mul(TWO).mul(factor).intoArray(d, dAt + f * LANES);
        }
        total.intoArray(loss, lossAt);
    }

    /// One vector of a panel's samples; see [Kernels#crossEntropy]. In three passes, because the JIT gives up on loops that
    /// compute much more than one elementary function.
    static void crossEntropy(
            int features, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d, int dAt,
            float[] loss, int lossAt) {
        decay(features, y, yAt, d, dAt);
        addCrossEntropy(features, y, yAt, t, tAt, d, dAt, loss, lossAt);
        crossEntropyGradient(features, y, yAt, t, tAt, scale, scaleAt, d, dAt);
    }

    /// `exp(-|y|)`
    private static void decay(int features, float[] y, int yAt, float[] e, int eAt) {
        for (int f = 0; f < features; f++) {
            exp(FloatVector.fromArray(SPECIES, y, yAt + f * LANES).abs().neg()).intoArray(e, eAt + f * LANES);
        }
    }

    private static void addCrossEntropy(
            int features, float[] y, int yAt, float[] t, int tAt, float[] e, int eAt, float[] loss, int lossAt) {
        var total = FloatVector.fromArray(SPECIES, loss, lossAt);
        for (int f = 0; f < features; f++) {
            var logit = FloatVector.fromArray(SPECIES, y, yAt + f * LANES);
            var target = FloatVector.fromArray(SPECIES, t, tAt + f * LANES);
            var decay = FloatVector.fromArray(SPECIES, e, eAt + f * LANES);
            total = total.add(logit.neg().fma(target, logit.max(ZERO)).add(log1p(decay)));
        }
        total.intoArray(loss, lossAt);
    }

    /// @param d holds `exp(-|y|)`, is overwritten
    private static void crossEntropyGradient(
            int features, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d, int dAt) {
        var factor = FloatVector.fromArray(SPECIES, scale, scaleAt);
        for (int f = 0; f < features; f++) {
            var isPositive = FloatVector.fromArray(SPECIES, y, yAt + f * LANES).compare(VectorOperators.GE, ZERO);
            var decay = FloatVector.fromArray(SPECIES, d, dAt + f * LANES);
            var probability = decay.blend(ONE, isPositive).div(decay.add(ONE));
            probability.sub(FloatVector.fromArray(SPECIES, t, tAt + f * LANES)).mul(factor).intoArray(d,
                    dAt + f * LANES);
        }
    }
}
