package dev.hourglass.internal.layout;

import java.util.List;

/// The weights of one call of a kernel: a matrix of channels for every tap.
///
/// @param at where they begin among the packed weights
/// @param gradientAt where their gradients begin in a group's gradients; unused where they carry gradients back
/// @param hasBias whether the op's biases are added here; otherwise those among the packed weights are 0
/// @param taps what each tap sums, in the order in which the kernel reads them
public record PackedWeights(int at, int gradientAt, boolean hasBias, List<WeightSum> taps) {
    public PackedWeights {
        taps = List.copyOf(taps);
    }
}
