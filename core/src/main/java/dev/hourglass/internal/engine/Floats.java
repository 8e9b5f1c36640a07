package dev.hourglass.internal.engine;

import dev.hourglass.internal.graph.Graph;

/// Large arrays whose vectors do not straddle cache lines.
final class Floats {
    /// Floats that G1 with regions of 1 MiB places at the start of a region of their own and never moves. With other
    /// collectors vectors straddle cache lines where they happen to.
    static final int HUMONGOUS = (1 << 17) + Graph.ORIGIN;

    private Floats() {}

    /// At least `length` floats.
    static float[] array(int length) {
        return new float[Math.max(length, HUMONGOUS)];
    }
}
