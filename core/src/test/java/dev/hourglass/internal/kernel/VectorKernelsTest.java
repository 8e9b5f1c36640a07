package dev.hourglass.internal.kernel;

class VectorKernelsTest extends KernelsContract {
    VectorKernelsTest() {
        super(new VectorKernels());
    }
}
