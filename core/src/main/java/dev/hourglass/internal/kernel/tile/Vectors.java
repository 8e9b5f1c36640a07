package dev.hourglass.internal.kernel.tile;

import dev.hourglass.internal.kernel.Kernels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The vectors that this processor has: of one length only, because the JIT makes boxes of vectors where it has seen two.
public final class Vectors {
    /// Its own, up to the 16 floats of a panel.
    public static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED.length() > Kernels.LANES
            ? FloatVector.SPECIES_512
            : FloatVector.SPECIES_PREFERRED;

    /// Floats of a vector.
    public static final int LENGTH = SPECIES.length();

    private Vectors() {}
}
