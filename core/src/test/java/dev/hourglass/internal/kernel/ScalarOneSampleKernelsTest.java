package dev.hourglass.internal.kernel;

class ScalarOneSampleKernelsTest extends OneSampleKernelsContract {
    ScalarOneSampleKernelsTest() {
        super(new ScalarKernels());
    }
}
