package dev.hourglass.internal.layout;

import dev.hourglass.spec.init.Init;
import java.util.List;

/// A weight or bias tensor and its place among the parameters.
///
/// @param offset of its first value among all parameters, in file order
/// @param fanIn inputs of one output
/// @param fanOut outputs of one input
public record ParameterTensor(String name, List<Integer> shape, int offset, Init init, int fanIn, int fanOut) {
    public ParameterTensor {
        shape = List.copyOf(shape);
    }

    public int size() {
        int size = 1;
        for (int extent : shape) {
            size *= extent;
        }
        return size;
    }

    public boolean isBias() {
        return shape.size() == 1;
    }

    public int end() {
        return offset + size();
    }
}
