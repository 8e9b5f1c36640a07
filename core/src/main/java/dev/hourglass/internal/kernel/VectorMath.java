package dev.hourglass.internal.kernel;

import static dev.hourglass.internal.kernel.Elementary.E2;
import static dev.hourglass.internal.kernel.Elementary.E3;
import static dev.hourglass.internal.kernel.Elementary.E4;
import static dev.hourglass.internal.kernel.Elementary.E5;
import static dev.hourglass.internal.kernel.Elementary.E6;
import static dev.hourglass.internal.kernel.Elementary.E7;
import static dev.hourglass.internal.kernel.Elementary.EXP_MAX;
import static dev.hourglass.internal.kernel.Elementary.EXP_MIN;
import static dev.hourglass.internal.kernel.Elementary.LN2_HIGH;
import static dev.hourglass.internal.kernel.Elementary.LN2_LOW;
import static dev.hourglass.internal.kernel.Elementary.LOG2_E;
import static dev.hourglass.internal.kernel.Elementary.ROUNDER;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [Elementary] and [Randomness] on one vector, operation by operation: pieces of loops, which JIT directives inline
/// (see [JitDirectives]).
final class VectorMath {
    private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, VectorKernels.SPECIES.vectorShape());

    // Constants are vectors, because broadcasting one in a loop costs the JIT as much of its budget as an operation. Those of the exponential
    // function are not: they are more than there may be registers, and a vector is then loaded anew in each turn, from an address of 8
    // bytes, where a number stands beside the code. A loop of the logistic function took 1.4 times as long.
    private static final FloatVector L3 = vector(Elementary.L3);
    private static final FloatVector L5 = vector(Elementary.L5);
    private static final FloatVector L7 = vector(Elementary.L7);
    private static final FloatVector L9 = vector(Elementary.L9);
    private static final FloatVector L11 = vector(Elementary.L11);
    private static final FloatVector L13 = vector(Elementary.L13);
    private static final FloatVector L15 = vector(Elementary.L15);
    private static final FloatVector ZERO = vector(0f);
    private static final FloatVector ONE = vector(1f);
    private static final FloatVector TWO = vector(2f);
    private static final FloatVector ANGLE = vector(Randomness.ANGLE);
    private static final FloatVector S3 = vector(Randomness.S3);
    private static final FloatVector S5 = vector(Randomness.S5);
    private static final FloatVector S7 = vector(Randomness.S7);
    private static final FloatVector S9 = vector(Randomness.S9);
    private static final FloatVector S11 = vector(Randomness.S11);
    private static final FloatVector LN2 = vector(Elementary.LN2);
    private static final FloatVector SQRT_2 = vector(Elementary.SQRT_2);
    private static final FloatVector P = vector(Elementary.P);
    private static final FloatVector A1 = vector(Elementary.A1);
    private static final FloatVector A2 = vector(Elementary.A2);
    private static final FloatVector A3 = vector(Elementary.A3);
    private static final FloatVector A4 = vector(Elementary.A4);
    private static final FloatVector A5 = vector(Elementary.A5);
    private static final FloatVector HALF = vector(0.5f);
    private static final FloatVector UNIT = vector(0x1p-24f);
    private static final IntVector MIX_1 = IntVector.broadcast(INTS, Randomness.MIX_1);
    private static final IntVector MIX_2 = IntVector.broadcast(INTS, Randomness.MIX_2);

    private VectorMath() {}

    /// The larger of both, or NaN where `x` is.
    ///
    /// In two instructions, where a maximum takes seven, because it takes 0 for larger than -0.
    ///
    /// @param floor 0 or negative infinity
    static FloatVector atLeast(FloatVector x, FloatVector floor) {
        return x.blend(floor, x.compare(VectorOperators.LE, floor));
    }

    static FloatVector exp(FloatVector x) {
        // What is not a number stays; `max` and `min` take three times as many instructions to see to that.
        var below = x.blend(vector(EXP_MAX), x.compare(VectorOperators.GT, vector(EXP_MAX)));
        return power(below.blend(vector(EXP_MIN), below.compare(VectorOperators.LT, vector(EXP_MIN))));
    }

    /// `exp(-|x|)`
    static FloatVector decay(FloatVector x) {
        var exponent = x.abs().neg();
        return power(exponent.blend(vector(EXP_MIN), exponent.compare(VectorOperators.LT, vector(EXP_MIN))));
    }

    /// The exponential function of exponents that are not clipped.
    private static FloatVector power(FloatVector x) {
        var rounded = x.fma(vector(LOG2_E), vector(ROUNDER));
        var n = rounded.sub(vector(ROUNDER));
        var r = n.fma(vector(-LN2_LOW), n.fma(vector(-LN2_HIGH), x));
        var p = r.fma(vector(E7), vector(E6));
        p = p.fma(r, vector(E5));
        p = p.fma(r, vector(E4));
        p = p.fma(r, vector(E3));
        p = p.fma(r, vector(E2));
        p = p.fma(r, vector(1));
        p = p.fma(r, vector(1));
        var exponent = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, Elementary.EXPONENT_SHIFT);
        return p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
    }

    /// The distribution function of the standard normal.
    ///
    /// @param bell `exp(-x² / 2)`
    static FloatVector normalDistribution(FloatVector x, FloatVector bell) {
        var t = ONE.div(x.abs().fma(P, ONE));
        var p = t.fma(A5, A4);
        p = p.fma(t, A3);
        p = p.fma(t, A2);
        p = p.fma(t, A1);
        var tail = p.mul(t).mul(bell);
        return tail.blend(tail.neg().add(ONE), x.compare(VectorOperators.GE, ZERO));
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

    static FloatVector log1p(FloatVector e) {
        var s = e.div(e.add(TWO));
        return s.mul(TWO).mul(artanhSeries(s.mul(s)));
    }

    static FloatVector sigmoid(FloatVector x) {
        var e = decay(x);
        return e.blend(vector(1), x.compare(VectorOperators.GE, vector(0))).div(e.add(vector(1)));
    }

    static IntVector mix32(IntVector bits) {
        var z = bits.lanewise(VectorOperators.XOR, bits.lanewise(VectorOperators.LSHR, 16)).mul(MIX_1);
        z = z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 15)).mul(MIX_2);
        return z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 15));
    }

    static FloatVector uniform(IntVector bits) {
        var odd = bits.lanewise(VectorOperators.LSHR, 9).lanewise(VectorOperators.LSHL, 1).add(1);
        return toFloats(odd).mul(UNIT);
    }

    static FloatVector log(FloatVector x) {
        var bits = x.reinterpretAsInts();
        var exponent = bits.lanewise(VectorOperators.LSHR, Elementary.EXPONENT_SHIFT).sub(127);
        var m = bits.and(0x7fffff).or(0x3f800000).reinterpretAsFloats();
        var upper = m.compare(VectorOperators.GT, SQRT_2);
        var mantissa = m.blend(m.mul(HALF), upper);
        var whole = toFloats(exponent);
        var scale = whole.blend(whole.add(ONE), upper);
        var s = mantissa.sub(ONE).div(mantissa.add(ONE));
        return scale.fma(LN2, s.mul(TWO).mul(artanhSeries(s.mul(s))));
    }

    static FloatVector sine(IntVector bits) {
        var angle = toFloats(bits).mul(ANGLE);
        var square = angle.mul(angle);
        var p = square.fma(S11, S9);
        p = p.fma(square, S7);
        p = p.fma(square, S5);
        p = p.fma(square, S3);
        p = p.fma(square, ONE);
        return p.mul(angle);
    }

    static FloatVector toFloats(IntVector ints) {
        return (FloatVector) ints.convert(VectorOperators.I2F, 0);
    }

    static FloatVector vector(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
