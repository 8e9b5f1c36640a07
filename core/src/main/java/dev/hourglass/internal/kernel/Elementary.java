package dev.hourglass.internal.kernel;

/// Elementary functions of floats whose every rounding is fixed, so that vectors can repeat them bit by bit.
///
/// The series are Taylor's (Abramowitz and Stegun 1964, 4.1.27, 4.2.1, 4.3.65, 4.3.66) on reduced arguments.
public final class Elementary {
    static final float LOG2_E = 1.442695f;
    /// Adding it rounds to a whole number and leaves that in the low bits.
    static final float ROUNDER = 0x1.8p23f;
    static final float LN2_HIGH = 0x1.62e4p-1f;
    static final float LN2_LOW = 0x1.7f7d1cp-20f;
    static final float LN2 = 0.6931472f;
    static final float SQRT_2 = 1.4142135f;
    static final float EXP_MIN = -87f;
    static final float EXP_MAX = 88f;
    static final int EXPONENT_SHIFT = 23;

    static final float E2 = 1f / 2;
    static final float E3 = 1f / 6;
    static final float E4 = 1f / 24;
    static final float E5 = 1f / 120;
    static final float E6 = 1f / 720;
    static final float E7 = 1f / 5040;

    static final float L3 = 1f / 3;
    static final float L5 = 1f / 5;
    static final float L7 = 1f / 7;
    static final float L9 = 1f / 9;
    static final float L11 = 1f / 11;
    static final float L13 = 1f / 13;
    static final float L15 = 1f / 15;

    static final float LEAK = 0.01f;

    /// Of the scaled exponential linear unit (Klambauer et al. 2017, equation 14).
    static final float SELU_SCALE = (float) 1.0507009873554805;
    static final float SELU_ALPHA = (float) 1.7580993408473766; // scale times alpha

    static final float SIXTH = 1f / 6;

    /// The error function (Abramowitz and Stegun 1964, 7.1.26), its argument divided by the square root of 2.
    static final float P = (float) (0.3275911 / 1.4142135623730951);
    static final float A1 = (float) (0.5 * 0.254829592);
    static final float A2 = (float) (0.5 * -0.284496736);
    static final float A3 = (float) (0.5 * 1.421413741);
    static final float A4 = (float) (0.5 * -1.453152027);
    static final float A5 = (float) (0.5 * 1.061405429);
    /// Density of the standard normal at 0.
    static final float DENSITY = (float) 0.3989422804014327;

    /// Features of whose `1 + exp(-|y|)` the cross-entropy takes one logarithm, that of their product.
    static final int FACTORS = 8;
    /// Features of which the cross-entropy adds all logarithms before the rest: a first-level cache holds their values,
    /// targets and gradients.
    static final int PART = 16 * FACTORS;

    private Elementary() {}

    /// `e` to the `x`, within 2 units in the last place; the argument is clipped to -87..88.
    public static float exp(float x) {
        float clipped = Math.min(Math.max(x, EXP_MIN), EXP_MAX);
        float rounded = Math.fma(clipped, LOG2_E, ROUNDER);
        float n = rounded - ROUNDER;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, clipped));
        float p = Math.fma(r, E7, E6);
        p = Math.fma(p, r, E5);
        p = Math.fma(p, r, E4);
        p = Math.fma(p, r, E3);
        p = Math.fma(p, r, E2);
        p = Math.fma(p, r, 1f);
        p = Math.fma(p, r, 1f);
        return Float.intBitsToFloat(
                Float.floatToRawIntBits(p) + (Float.floatToRawIntBits(rounded) << EXPONENT_SHIFT));
    }

    /// The logarithm of `1 + e`, for `e` in 0..1.
    static float log1p(float e) {
        float s = e / (2f + e);
        return 2f * s * artanhSeries(s * s);
    }

    /// The logarithm of a normal float.
    static float log(float x) {
        int bits = Float.floatToRawIntBits(x);
        int exponent = (bits >>> EXPONENT_SHIFT) - 127;
        float m = Float.intBitsToFloat((bits & 0x7fffff) | 0x3f800000);
        boolean upper = m > SQRT_2;
        float mantissa = upper ? m * 0.5f : m;
        float scale = upper ? exponent + 1 : exponent;
        float s = (mantissa - 1f) / (mantissa + 1f);
        return Math.fma(scale, LN2, 2f * s * artanhSeries(s * s));
    }

    /// `artanh(s) / s` as a series in the square of `s`, for `s` up to 1/3.
    static float artanhSeries(float square) {
        float p = Math.fma(square, L15, L13);
        p = Math.fma(p, square, L11);
        p = Math.fma(p, square, L9);
        p = Math.fma(p, square, L7);
        p = Math.fma(p, square, L5);
        p = Math.fma(p, square, L3);
        return Math.fma(p, square, 1f);
    }

    /// `exp(-|x|)`
    static float decay(float x) {
        return exp(-Math.abs(x));
    }

    /// The logistic function.
    public static float sigmoid(float x) {
        float e = decay(x);
        return (x >= 0 ? 1f : e) / (1f + e);
    }

    static float softplus(float x) {
        return Math.max(x, 0f) + log1p(decay(x));
    }

    /// Cross-entropy of a target and the logistic function of a logit.
    public static float crossEntropy(float logit, float target) {
        return Math.fma(-logit, target, Math.max(logit, 0f)) + log1p(decay(logit));
    }

    static float tanh(float x) {
        float e = exp(-2f * Math.abs(x));
        float t = (1f - e) / (1f + e);
        return x >= 0 ? t : -t;
    }

    static float elu(float x) {
        return x > 0 ? x : exp(x) - 1f;
    }

    static float selu(float x) {
        return x > 0 ? SELU_SCALE * x : SELU_ALPHA * (exp(x) - 1f);
    }

    static float hardSigmoid(float x) {
        return Math.min(Math.max(Math.fma(x, SIXTH, 0.5f), 0f), 1f);
    }

    static float silu(float x) {
        return x * sigmoid(x);
    }

    static float siluSlope(float x) {
        float s = sigmoid(x);
        return s * Math.fma(x, 1f - s, 1f);
    }

    static float gelu(float x) {
        return x * normalDistribution(x, bell(x));
    }

    static float geluSlope(float x) {
        float e = bell(x);
        return Math.fma(x * DENSITY, e, normalDistribution(x, e));
    }

    /// `exp(-x² / 2)`
    private static float bell(float x) {
        return exp(x * x * -0.5f);
    }

    /// The distribution function of the standard normal, within 1e-7.
    ///
    /// @param bell `exp(-x² / 2)`
    private static float normalDistribution(float x, float bell) {
        float t = 1f / Math.fma(Math.abs(x), P, 1f);
        float p = Math.fma(t, A5, A4);
        p = Math.fma(p, t, A3);
        p = Math.fma(p, t, A2);
        p = Math.fma(p, t, A1);
        float tail = p * t * bell;
        return x >= 0 ? 1f - tail : tail;
    }

    static float leakyRelu(float x) {
        return x > 0 ? x : LEAK * x;
    }
}
