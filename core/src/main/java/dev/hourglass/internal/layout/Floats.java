package dev.hourglass.internal.layout;

import dev.hourglass.internal.kernel.Kernels;
import java.lang.ref.Reference;

/// Large arrays whose vectors do not straddle cache lines.
public final class Floats {
    /// Offset of the first float in every large array: Java's array header has 16 bytes, so that this one stands at a
    /// multiple of 64 where the array itself does.
    public static final int ORIGIN = 12;
    /// Floats that G1 with regions of 1 MiB places at the start of a region of their own and never moves. The serial collector of
    /// Hourglass's own programs places them one behind the other (`jvm.options`). With other collectors vectors straddle cache lines
    /// where they happen to.
    public static final int HUMONGOUS = (1 << 17) + ORIGIN;

    private static final int LINE = Kernels.LANES;
    private static final int MOST_LINES = (Integer.MAX_VALUE - 2 * LINE) / LINE;
    /// Another thread may take the memory between two arrays.
    private static final int TRIES = 3;

    private Floats() {}

    /// At least `length` floats.
    public static float[] array(int length) {
        int lines = Math.ceilDiv(Math.max(length, HUMONGOUS) - ORIGIN, LINE);
        if (lines > MOST_LINES) {
            return new float[length];
        }
        // With its header, a multiple of 64 bytes: so the array behind it stands as it does.
        int whole = ORIGIN + lines * LINE;
        var array = new float[whole];
        for (int i = 0; i < TRIES; i++) {
            int behind = ArrayAddress.bytesBehindLine(array, ORIGIN);
            if (behind == 0) {
                break;
            }
            // Takes memory, so that what comes next stands some floats further on in its line.
            var filler = new float[HUMONGOUS + LINE - behind / Float.BYTES];
            try {
                array = new float[whole];
            } finally {
                Reference.reachabilityFence(filler);
            }
        }
        return array;
    }
}
