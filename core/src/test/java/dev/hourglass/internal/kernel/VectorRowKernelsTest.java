package dev.hourglass.internal.kernel;

class VectorRowKernelsTest extends RowKernelsContract {
    VectorRowKernelsTest() {
        super(new VectorKernels());
    }
}
