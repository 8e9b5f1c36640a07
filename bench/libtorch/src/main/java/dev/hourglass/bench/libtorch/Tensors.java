package dev.hourglass.bench.libtorch;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Java's numbers as tensors.
final class Tensors {
    private Tensors() {}

    /// A copy, in row-major order.
    static Tensor of(float[] values, long... shape) {
        try (var pointer = new FloatPointer(values)) {
            return torch.from_blob(pointer, shape).clone();
        }
    }
}
