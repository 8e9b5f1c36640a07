package dev.hourglass.internal.kernel;

import static dev.hourglass.internal.kernel.Kernels.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// Activations, their derivatives and the losses over vectors: [Elementary], operation by operation.
final class VectorFunctions {
    private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
    private static final int LENGTH = SPECIES.length();

    private static final FloatVector LEAK = VectorMath.vector(Elementary.LEAK);
    private static final FloatVector ZERO = VectorMath.vector(0f);
    private static final FloatVector ONE = VectorMath.vector(1f);
    private static final FloatVector TWO = VectorMath.vector(2f);
    private static final FloatVector LEAST_COUNT = VectorMath.vector(Elementary.LEAST_COUNT);

    private VectorFunctions() {}

    /// Zero times a number is zero if, and only if, the number is finite. Four sums, because each addition waits for the one before.
    static boolean areFinite(float[] x, int xAt, int count) {
        var a = FloatVector.zero(SPECIES);
        var b = a;
        var c = a;
        var d = a;
        int i = 0;
        for (; i <= count - 4 * LENGTH; i += 4 * LENGTH) {
            a = FloatVector.fromArray(SPECIES, x, xAt + i).fma(ZERO, a);
            b = FloatVector.fromArray(SPECIES, x, xAt + i + LENGTH).fma(ZERO, b);
            c = FloatVector.fromArray(SPECIES, x, xAt + i + 2 * LENGTH).fma(ZERO, c);
            d = FloatVector.fromArray(SPECIES, x, xAt + i + 3 * LENGTH).fma(ZERO, d);
        }
        for (; i < count; i += LENGTH) {
            a = FloatVector.fromArray(SPECIES, x, xAt + i).fma(ZERO, a);
        }
        return a.add(b).add(c.add(d)).reduceLanes(VectorOperators.ADD) == 0;
    }

    /// A number is equal to itself if, and only if, it is not NaN.
    static void zeroMissing(float[] x, int xAt, int count) {
        for (int i = xAt; i < xAt + count; i += LENGTH) {
            var value = FloatVector.fromArray(SPECIES, x, i);
            ZERO.blend(value, value.compare(VectorOperators.EQ, value)).intoArray(x, i);
        }
    }

    static void replaceMissing(int count, float[] x, int xAt, float[] y, int yAt, float[] t, int tAt) {
        for (int i = 0; i < count; i += LENGTH) {
            var value = FloatVector.fromArray(SPECIES, x, xAt + i);
            FloatVector.fromArray(SPECIES, y, yAt + i)
                    .blend(value, value.compare(VectorOperators.EQ, value))
                    .intoArray(t, tAt + i);
        }
    }

    static void relu(float[] y, int yAt, int count) {
        for (int i = yAt; i < yAt + count; i += LENGTH) {
            var x = FloatVector.fromArray(SPECIES, y, i);
            VectorMath.atLeast(x, ZERO).intoArray(y, i);
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
            VectorMath.exp(x).sub(ONE).blend(x, x.compare(VectorOperators.GT, ZERO)).intoArray(y, i);
        }
    }

    static void sigmoid(float[] y, int yAt, int count) {
        for (int i = yAt; i < yAt + count; i += LENGTH) {
            var x = FloatVector.fromArray(SPECIES, y, i);
            VectorMath.sigmoid(x).intoArray(y, i);
        }
    }

    static void softplus(float[] y, int yAt, int count) {
        for (int i = yAt; i < yAt + count; i += LENGTH) {
            var x = FloatVector.fromArray(SPECIES, y, i);
            VectorMath.atLeast(x, ZERO).add(VectorMath.log1p(VectorMath.decay(x))).intoArray(y, i);
        }
    }

    static void tanh(float[] y, int yAt, int count) {
        for (int i = yAt; i < yAt + count; i += LENGTH) {
            var x = FloatVector.fromArray(SPECIES, y, i);
            var e = VectorMath.decay(x.add(x));
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
            gradient.mul(VectorMath.exp(value.neg()).neg().add(ONE)).intoArray(d, dAt + i);
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

    /// One vector of a panel's samples; see [Kernels#softmaxCrossEntropy].
    static void softmaxCrossEntropy(
            int classes, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d, int dAt,
            float[] loss, int lossAt) {
        int end = classes * LANES;
        var largest = FloatVector.fromArray(SPECIES, y, yAt);
        for (int i = LANES; i < end; i += LANES) {
            var logit = FloatVector.fromArray(SPECIES, y, yAt + i);
            largest = largest.blend(logit, logit.compare(VectorOperators.GT, largest));
        }
        var sum = ZERO;
        for (int i = 0; i < end; i += LANES) {
            var power = VectorMath.exp(FloatVector.fromArray(SPECIES, y, yAt + i).sub(largest));
            power.intoArray(d, dAt + i);
            sum = sum.add(power);
        }
        var all = ZERO;
        var own = ZERO;
        for (int i = 0; i < end; i += LANES) {
            var target = FloatVector.fromArray(SPECIES, t, tAt + i);
            all = all.add(target);
            own = target.fma(FloatVector.fromArray(SPECIES, y, yAt + i).sub(largest), own);
        }
        var isPresent = all.compare(VectorOperators.EQ, all);
        var share = all.div(sum);
        var factor = FloatVector.fromArray(SPECIES, scale, scaleAt);
        for (int i = 0; i < end; i += LANES) {
            var difference = FloatVector.fromArray(SPECIES, d, dAt + i)
                    .fma(share, FloatVector.fromArray(SPECIES, t, tAt + i).neg());
            ZERO.blend(difference.mul(factor), isPresent).intoArray(d, dAt + i);
        }
        var added = ZERO.blend(all.fma(VectorMath.log(sum), own.neg()), isPresent);
        FloatVector.fromArray(SPECIES, loss, lossAt).add(added).intoArray(loss, lossAt);
    }

    /// One vector of a panel's samples; see [Kernels#crossEntropy]. In several passes, because the JIT gives up on loops that
    /// compute much more than one elementary function.
    static void crossEntropy(
            int features, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d, int dAt,
            float[] loss, int lossAt) {
        for (int f = 0; f < features; f += Elementary.PART) {
            int count = Math.min(Elementary.PART, features - f);
            int whole = count / Elementary.FACTORS * Elementary.FACTORS;
            int first = f * LANES;
            int rest = first + whole * LANES;
            decay(count, y, yAt + first, d, dAt + first);
            addLogarithms(whole, d, dAt + first, loss, lossAt);
            addRest(count - whole, d, dAt + rest, loss, lossAt);
            addCrossEntropy(count, y, yAt + first, t, tAt + first, scale, scaleAt, d, dAt + first, loss, lossAt);
        }
    }

    /// One vector of a panel's samples; see [Kernels#poisson]. In two passes, as [#crossEntropy].
    static void poisson(
            int features, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d, int dAt,
            float[] loss, int lossAt) {
        for (int f = 0; f < features; f++) {
            VectorMath.exp(FloatVector.fromArray(SPECIES, y, yAt + f * LANES)).intoArray(d, dAt + f * LANES);
        }
        var factor = FloatVector.fromArray(SPECIES, scale, scaleAt);
        var total = FloatVector.fromArray(SPECIES, loss, lossAt);
        for (int f = 0; f < features; f++) {
            var count = FloatVector.fromArray(SPECIES, t, tAt + f * LANES);
            var isPresent = count.compare(VectorOperators.EQ, count);
            var excess = FloatVector.fromArray(SPECIES, d, dAt + f * LANES).sub(count);
            var ratio = FloatVector.fromArray(SPECIES, y, yAt + f * LANES)
                    .sub(VectorMath.log(count.blend(LEAST_COUNT, count.compare(VectorOperators.LT, LEAST_COUNT))));
            total = total.add(ZERO.blend(count.neg().fma(ratio, excess), isPresent));
            ZERO.blend(excess.mul(factor), isPresent).intoArray(d, dAt + f * LANES);
        }
        total.intoArray(loss, lossAt);
    }

    /// `exp(-|y|)`
    private static void decay(int features, float[] y, int yAt, float[] e, int eAt) {
        for (int f = 0; f < features; f++) {
            VectorMath.decay(FloatVector.fromArray(SPECIES, y, yAt + f * LANES)).intoArray(e, eAt + f * LANES);
        }
    }

    /// `log(1 + e)`, of [Elementary#FACTORS] features together; written out because a loop within the loop took twice the time of all.
    private static void addLogarithms(int features, float[] e, int eAt, float[] loss, int lossAt) {
        var total = FloatVector.fromArray(SPECIES, loss, lossAt);
        for (int f = 0; f < features; f += Elementary.FACTORS) {
            int at = eAt + f * LANES;
            var product = FloatVector.fromArray(SPECIES, e, at).add(ONE);
            product = FloatVector.fromArray(SPECIES, e, at + LANES).fma(product, product);
            product = FloatVector.fromArray(SPECIES, e, at + 2 * LANES).fma(product, product);
            product = FloatVector.fromArray(SPECIES, e, at + 3 * LANES).fma(product, product);
            product = FloatVector.fromArray(SPECIES, e, at + 4 * LANES).fma(product, product);
            product = FloatVector.fromArray(SPECIES, e, at + 5 * LANES).fma(product, product);
            product = FloatVector.fromArray(SPECIES, e, at + 6 * LANES).fma(product, product);
            product = FloatVector.fromArray(SPECIES, e, at + 7 * LANES).fma(product, product);
            total = VectorMath.log(product).add(total);
        }
        total.intoArray(loss, lossAt);
    }

    private static void addRest(int features, float[] e, int eAt, float[] loss, int lossAt) {
        var total = FloatVector.fromArray(SPECIES, loss, lossAt);
        for (int f = 0; f < features; f++) {
            total = VectorMath.log1p(FloatVector.fromArray(SPECIES, e, eAt + f * LANES)).add(total);
        }
        total.intoArray(loss, lossAt);
    }

    /// What is left of the loss, and the gradient.
    ///
    /// @param d holds `exp(-|y|)`, is overwritten
    private static void addCrossEntropy(
            int features, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d, int dAt,
            float[] loss, int lossAt) {
        var factor = FloatVector.fromArray(SPECIES, scale, scaleAt);
        var total = FloatVector.fromArray(SPECIES, loss, lossAt);
        for (int f = 0; f < features; f++) {
            var logit = FloatVector.fromArray(SPECIES, y, yAt + f * LANES);
            var target = FloatVector.fromArray(SPECIES, t, tAt + f * LANES);
            var decay = FloatVector.fromArray(SPECIES, d, dAt + f * LANES);
            total = logit.neg().fma(target, VectorMath.atLeast(logit, ZERO)).add(total);
            var isPositive = logit.compare(VectorOperators.GE, ZERO);
            var probability = decay.blend(ONE, isPositive).div(decay.add(ONE));
            probability.sub(target).mul(factor).intoArray(d, dAt + f * LANES);
        }
        total.intoArray(loss, lossAt);
    }
}
