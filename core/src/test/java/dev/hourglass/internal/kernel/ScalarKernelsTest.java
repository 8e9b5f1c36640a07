package dev.hourglass.internal.kernel;

class ScalarKernelsTest extends KernelsContract {
    ScalarKernelsTest() {
        super(new ScalarKernels());
    }
}
