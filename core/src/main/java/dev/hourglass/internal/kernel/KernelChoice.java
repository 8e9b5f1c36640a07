package dev.hourglass.internal.kernel;

/// Finds out, once, whether the Vector API is there: in the boot layer, by `--add-modules`, or loaded by [VectorModule].
final class KernelChoice {
    private static final String VECTOR_TYPE = "jdk.incubator.vector.FloatVector";

    static final Kernels BEST = choose();

    private KernelChoice() {}

    /// Whether vectors hold fewer floats than a panel has samples, so that a block of [Packing#ROWS] takes more of them.
    static boolean hasShortVectors() {
        return BEST instanceof VectorKernels && VectorKernels.SPECIES.length() < Kernels.LANES;
    }

    /// Whether vectors hold all samples of a panel, which are a line of the processor's cache.
    static boolean hasLongVectors() {
        return BEST instanceof VectorKernels && VectorKernels.SPECIES.length() == Kernels.LANES;
    }

    private static Kernels choose() {
        if (canUseVectors()) {
            if (JitDirectives.areWanted()) {
                JitDirectives.addInBackground();
            }
            return new VectorKernels();
        }
        System.getLogger("dev.hourglass")
                .log(
                        System.Logger.Level.WARNING,
                        "The Vector API is not available: training will be several times slower, with the same results."
                                + " Start Java with --add-modules jdk.incubator.vector");
        return new ScalarKernels();
    }

    private static boolean canUseVectors() {
        VectorModule.load();
        try {
            var type = Class.forName(VECTOR_TYPE, false, KernelChoice.class.getClassLoader());
            return KernelChoice.class.getModule().canRead(type.getModule());
        } catch (ClassNotFoundException _) {
            return false;
        }
    }
}
