package dev.hourglass.internal.kernel;

/// Finds out, once, whether the Vector API is there.
final class KernelChoice {
    static final Kernels BEST = choose();

    private KernelChoice() {}

    private static Kernels choose() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            JitDirectives.addInBackground();
            return new VectorKernels();
        }
        System.getLogger("dev.hourglass")
                .log(
                        System.Logger.Level.WARNING,
                        "The Vector API is not there: training will be several times slower, with the same results."
                                + " Start Java with --add-modules jdk.incubator.vector");
        return new ScalarKernels();
    }
}
