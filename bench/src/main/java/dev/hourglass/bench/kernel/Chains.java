package dev.hourglass.bench.kernel;

import dev.hourglass.internal.kernel.Kernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Fused multiply-adds in registers alone: what one core can do at most.
public final class Chains {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int ROUNDS = 10_000;
    /// More than a core's two units times their latency of four cycles.
    private static final int CHAINS = 12;

    private final float[] numbers = new float[CHAINS * Kernels.LANES];

    /// Takes some microseconds.
    ///
    /// @return multiply-adds done
    public long run() {
        run(ROUNDS, numbers);
        return (long) ROUNDS * CHAINS * SPECIES.length();
    }

    /// Each chain begins at numbers of its own, or the JIT would see that they are one.
    private static void run(int rounds, float[] numbers) {
        var x = FloatVector.broadcast(SPECIES, 0.5f);
        var a = FloatVector.fromArray(SPECIES, numbers, 0);
        var b = FloatVector.fromArray(SPECIES, numbers, Kernels.LANES);
        var c = FloatVector.fromArray(SPECIES, numbers, 2 * Kernels.LANES);
        var d = FloatVector.fromArray(SPECIES, numbers, 3 * Kernels.LANES);
        var e = FloatVector.fromArray(SPECIES, numbers, 4 * Kernels.LANES);
        var f = FloatVector.fromArray(SPECIES, numbers, 5 * Kernels.LANES);
        var g = FloatVector.fromArray(SPECIES, numbers, 6 * Kernels.LANES);
        var h = FloatVector.fromArray(SPECIES, numbers, 7 * Kernels.LANES);
        var i = FloatVector.fromArray(SPECIES, numbers, 8 * Kernels.LANES);
        var j = FloatVector.fromArray(SPECIES, numbers, 9 * Kernels.LANES);
        var k = FloatVector.fromArray(SPECIES, numbers, 10 * Kernels.LANES);
        var l = FloatVector.fromArray(SPECIES, numbers, 11 * Kernels.LANES);
        for (int round = 0; round < rounds; round++) {
            a = a.fma(x, x);
            b = b.fma(x, x);
            c = c.fma(x, x);
            d = d.fma(x, x);
            e = e.fma(x, x);
            f = f.fma(x, x);
            g = g.fma(x, x);
            h = h.fma(x, x);
            i = i.fma(x, x);
            j = j.fma(x, x);
            k = k.fma(x, x);
            l = l.fma(x, x);
        }
        a.intoArray(numbers, 0);
        b.intoArray(numbers, Kernels.LANES);
        c.intoArray(numbers, 2 * Kernels.LANES);
        d.intoArray(numbers, 3 * Kernels.LANES);
        e.intoArray(numbers, 4 * Kernels.LANES);
        f.intoArray(numbers, 5 * Kernels.LANES);
        g.intoArray(numbers, 6 * Kernels.LANES);
        h.intoArray(numbers, 7 * Kernels.LANES);
        i.intoArray(numbers, 8 * Kernels.LANES);
        j.intoArray(numbers, 9 * Kernels.LANES);
        k.intoArray(numbers, 10 * Kernels.LANES);
        l.intoArray(numbers, 11 * Kernels.LANES);
    }
}
