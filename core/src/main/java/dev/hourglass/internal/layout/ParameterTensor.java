package dev.hourglass.internal.layout;

import dev.hourglass.spec.init.Init;
import java.util.List;

/// A tensor of parameters and its place among all of them.
///
/// @param offset of its first value among all parameters, in file order
/// @param fanIn inputs of one output
/// @param fanOut outputs of one input
/// @param decays whether a decay of weights shrinks it
public record ParameterTensor(
        String name, List<Integer> shape, int offset, Init init, int fanIn, int fanOut, boolean decays) {
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

    public int end() {
        return offset + size();
    }
}
