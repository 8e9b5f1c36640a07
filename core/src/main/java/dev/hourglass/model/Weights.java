package dev.hourglass.model;

import java.util.List;

/// One tensor of a trained model.
///
/// @param name such as `encoder.0.weight`: the part, the layer counted from 0, the role
/// @param shape `[in][out]` for dense weights, `[kernel][kernel][in][out]` for convolutions, `[out]` for biases
/// @param values in row-major order
public record Weights(String name, List<Integer> shape, float[] values) {
    public Weights {
        shape = List.copyOf(shape);
    }
}
