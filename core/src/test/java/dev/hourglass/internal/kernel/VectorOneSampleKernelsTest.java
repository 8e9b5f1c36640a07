package dev.hourglass.internal.kernel;

class VectorOneSampleKernelsTest extends OneSampleKernelsContract {
    VectorOneSampleKernelsTest() {
        super(new VectorKernels());
    }
}
