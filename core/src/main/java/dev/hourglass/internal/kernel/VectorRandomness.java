package dev.hourglass.internal.kernel;

import static dev.hourglass.internal.kernel.Kernels.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// [Randomness] over vectors, operation by operation.
final class VectorRandomness {
    private static final VectorSpecies<Float> SPECIES = VectorKernels.SPECIES;
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, VectorKernels.SPECIES.vectorShape());

    private static final FloatVector ANGLE = vector(Randomness.ANGLE);
    private static final FloatVector S3 = vector(Randomness.S3);
    private static final FloatVector S5 = vector(Randomness.S5);
    private static final FloatVector S7 = vector(Randomness.S7);
    private static final FloatVector S9 = vector(Randomness.S9);
    private static final FloatVector S11 = vector(Randomness.S11);
    private static final FloatVector LN2 = vector(Randomness.LN2);
    private static final FloatVector SQRT_2 = vector(Randomness.SQRT_2);
    private static final FloatVector HALF = vector(0.5f);
    private static final FloatVector ONE = vector(1f);
    private static final FloatVector TWO = vector(2f);
    private static final FloatVector MINUS_TWO = vector(-2f);
    private static final FloatVector UNIT = vector(0x1p-24f);
    private static final IntVector MIX_1 = IntVector.broadcast(INTS, Randomness.MIX_1);
    private static final IntVector MIX_2 = IntVector.broadcast(INTS, Randomness.MIX_2);

    private VectorRandomness() {}

    /// The samples of one vector; see [Kernels#addNoise]. In four passes, because the JIT gives up on loops that compute
    /// much more than one elementary function.
    static void addNoise(
            int[] keys, int lane, int first, int count, float sigma, float min, float max, float[] x, int xAt,
            float[] y, int yAt) {
        drawUniforms(keys, lane, first, count, y, yAt);
        toRadii(count, y, yAt);
        turn(keys, lane, first, count, sigma, x, xAt, y, yAt);
        clip(count, min, max, y, yAt);
    }

    private static void drawUniforms(int[] keys, int lane, int first, int count, float[] y, int yAt) {
        var key = IntVector.fromArray(INTS, keys, lane);
        for (int e = 0; e < count; e++) {
            uniform(mix32(key.add((first + e) * Randomness.GOLDEN))).intoArray(y, yAt + e * LANES);
        }
    }

    private static void toRadii(int count, float[] y, int yAt) {
        for (int e = 0; e < count; e++) {
            log(FloatVector.fromArray(SPECIES, y, yAt + e * LANES)).mul(MINUS_TWO).sqrt().intoArray(y, yAt + e * LANES);
        }
    }

    /// @param y holds radii, is overwritten
    private static void turn(
            int[] keys, int lane, int first, int count, float sigma, float[] x, int xAt, float[] y, int yAt) {
        var firstKey = IntVector.fromArray(INTS, keys, lane);
        var secondKey = IntVector.fromArray(INTS, keys, LANES + lane);
        var deviation = vector(sigma);
        for (int e = 0; e < count; e++) {
            var angle = mix32(mix32(firstKey.add((first + e) * Randomness.GOLDEN)).add(secondKey));
            FloatVector.fromArray(SPECIES, y, yAt + e * LANES)
                    .mul(sine(angle))
                    .fma(deviation, FloatVector.fromArray(SPECIES, x, xAt + e * LANES))
                    .intoArray(y, yAt + e * LANES);
        }
    }

    private static void clip(int count, float min, float max, float[] y, int yAt) {
        for (int e = 0; e < count; e++) {
            FloatVector.fromArray(SPECIES, y, yAt + e * LANES).max(min).min(max).intoArray(y, yAt + e * LANES);
        }
    }

    /// The samples of one vector; see [Kernels#dropOut].
    static void dropOut(
            int[] keys, int lane, int first, int count, float rate, float scale, float[] x, int xAt, float[] y,
            int yAt) {
        var firstKey = IntVector.fromArray(INTS, keys, lane);
        var secondKey = IntVector.fromArray(INTS, keys, LANES + lane);
        for (int e = 0; e < count; e++) {
            var bits = mix32(mix32(firstKey.add((first + e) * Randomness.GOLDEN)).add(secondKey));
            var dropped = uniform(bits).compare(VectorOperators.LT, rate);
            FloatVector.fromArray(SPECIES, x, xAt + e * LANES)
                    .mul(scale)
                    .blend(0f, dropped)
                    .intoArray(y, yAt + e * LANES);
        }
    }

    private static IntVector mix32(IntVector bits) {
        var z = bits.lanewise(VectorOperators.XOR, bits.lanewise(VectorOperators.LSHR, 16)).mul(MIX_1);
        z = z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 15)).mul(MIX_2);
        return z.lanewise(VectorOperators.XOR, z.lanewise(VectorOperators.LSHR, 15));
    }

    private static FloatVector uniform(IntVector bits) {
        var odd = bits.lanewise(VectorOperators.LSHR, 9).lanewise(VectorOperators.LSHL, 1).add(1);
        return toFloats(odd).mul(UNIT);
    }

    private static FloatVector log(FloatVector x) {
        var bits = x.reinterpretAsInts();
        var exponent = bits.lanewise(VectorOperators.LSHR, Elementary.EXPONENT_SHIFT).sub(127);
        var m = bits.and(0x7fffff).or(0x3f800000).reinterpretAsFloats();
        var upper = m.compare(VectorOperators.GT, SQRT_2);
        var mantissa = m.blend(m.mul(HALF), upper);
        var whole = toFloats(exponent);
        var scale = whole.blend(whole.add(ONE), upper);
        var s = mantissa.sub(ONE).div(mantissa.add(ONE));
        return scale.fma(LN2, s.mul(TWO).mul(VectorFunctions.artanhSeries(s.mul(s))));
    }

    private static FloatVector sine(IntVector bits) {
        var angle = toFloats(bits).mul(ANGLE);
        var square = angle.mul(angle);
        var p = square.fma(S11, S9);
        p = p.fma(square, S7);
        p = p.fma(square, S5);
        p = p.fma(square, S3);
        p = p.fma(square, ONE);
        return p.mul(angle);
    }

    private static FloatVector toFloats(IntVector ints) {
        return (FloatVector) ints.convert(VectorOperators.I2F, 0);
    }

    private static FloatVector vector(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }
}
