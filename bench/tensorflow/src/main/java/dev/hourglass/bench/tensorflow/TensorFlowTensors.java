package dev.hourglass.bench.tensorflow;

import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/// TensorFlowTensors of Java arrays.
final class TensorFlowTensors {
    private TensorFlowTensors() {}

    /// A tensor that has the values copied.
    static TFloat32 of(float[] values, Shape shape) {
        return TFloat32.tensorOf(shape, DataBuffers.of(values, true, false));
    }
}
