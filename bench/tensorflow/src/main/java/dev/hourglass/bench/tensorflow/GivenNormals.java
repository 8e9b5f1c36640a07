package dev.hourglass.bench.tensorflow;

import java.util.function.IntFunction;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/// Standard normal numbers that a graph is fed with, so that losses can be compared.
///
/// @param ofStep the numbers of a step, counted from 0
record GivenNormals(Placeholder<TFloat32> place, Shape shape, IntFunction<float[]> ofStep) {
    TFloat32 tensor(int step) {
        return TensorFlowTensors.of(ofStep.apply(step), shape);
    }
}
