package dev.hourglass.internal.kernel;

class ScalarRowKernelsTest extends RowKernelsContract {
    ScalarRowKernelsTest() {
        super(new ScalarKernels());
    }
}
