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

    private static final FloatVector MINUS_TWO = VectorMath.vector(-2f);

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
            VectorMath.uniform(VectorMath.mix32(key.add((first + e) * Randomness.GOLDEN))).intoArray(y,
                    yAt + e * LANES);
        }
    }

    private static void toRadii(int count, float[] y, int yAt) {
        for (int e = 0; e < count; e++) {
            VectorMath.log(FloatVector.fromArray(SPECIES, y, yAt + e * LANES)).mul(MINUS_TWO).sqrt().intoArray(y,
                    yAt + e * LANES);
        }
    }

    /// @param y holds radii, is overwritten
    private static void turn(
            int[] keys, int lane, int first, int count, float sigma, float[] x, int xAt, float[] y, int yAt) {
        var firstKey = IntVector.fromArray(INTS, keys, lane);
        var secondKey = IntVector.fromArray(INTS, keys, LANES + lane);
        var deviation = VectorMath.vector(sigma);
        for (int e = 0; e < count; e++) {
            var angle = VectorMath
                    .mix32(VectorMath.mix32(firstKey.add((first + e) * Randomness.GOLDEN)).add(secondKey));
            FloatVector.fromArray(SPECIES, y, yAt + e * LANES)
                    .mul(VectorMath.sine(angle))
                    .fma(deviation, FloatVector.fromArray(SPECIES, x, xAt + e * LANES))
                    .intoArray(y, yAt + e * LANES);
        }
    }

    private static void clip(int count, float min, float max, float[] y, int yAt) {
        for (int e = 0; e < count; e++) {
            FloatVector.fromArray(SPECIES, y, yAt + e * LANES).max(min).min(max).intoArray(y, yAt + e * LANES);
        }
    }

    /// The samples of one vector; see [Kernels#strike].
    static void strike(
            int[] keys, int lane, int first, int places, int channels, float rate, float low, float high, float[] x,
            int xAt, float[] y, int yAt) {
        var firstKey = IntVector.fromArray(INTS, keys, lane);
        var secondKey = IntVector.fromArray(INTS, keys, LANES + lane);
        var lows = VectorMath.vector(low);
        var highs = VectorMath.vector(high);
        for (int p = 0; p < places; p++) {
            var bits = VectorMath.mix32(firstKey.add((first + p) * Randomness.GOLDEN));
            var isStruck = VectorMath.uniform(VectorMath.mix32(bits.add(secondKey))).compare(VectorOperators.LT, rate);
            var value = highs.blend(lows, VectorMath.uniform(bits).compare(VectorOperators.LT, 0.5f));
            for (int c = 0; c < channels; c++) {
                int i = (p * channels + c) * LANES;
                FloatVector.fromArray(SPECIES, x, xAt + i).blend(value, isStruck).intoArray(y, yAt + i);
            }
        }
    }

    /// The samples of one vector; see [Kernels#dropOut].
    static void dropOut(
            int[] keys, int lane, int first, int count, float rate, float scale, float[] x, int xAt, float[] y,
            int yAt) {
        var firstKey = IntVector.fromArray(INTS, keys, lane);
        var secondKey = IntVector.fromArray(INTS, keys, LANES + lane);
        for (int e = 0; e < count; e++) {
            var bits = VectorMath.mix32(VectorMath.mix32(firstKey.add((first + e) * Randomness.GOLDEN)).add(secondKey));
            var dropped = VectorMath.uniform(bits).compare(VectorOperators.LT, rate);
            FloatVector.fromArray(SPECIES, x, xAt + e * LANES)
                    .mul(scale)
                    .blend(0f, dropped)
                    .intoArray(y, yAt + e * LANES);
        }
    }
}
