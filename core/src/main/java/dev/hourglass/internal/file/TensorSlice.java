package dev.hourglass.internal.file;

import java.util.List;

/// A tensor that lies in a larger array.
///
/// @param values not copied
/// @param offset of the tensor's first value
public record TensorSlice(String name, List<Integer> shape, float[] values, int offset) {
    public TensorSlice {
        shape = List.copyOf(shape);
    }

    int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }
}
