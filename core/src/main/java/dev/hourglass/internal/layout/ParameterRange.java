package dev.hourglass.internal.layout;

/// Neighbouring values of a parameter tensor.
///
/// @param from of the first value among all parameters
/// @param to behind the last one
public record ParameterRange(ParameterTensor tensor, int from, int to) {
    /// All values.
    public static ParameterRange of(ParameterTensor tensor) {
        return new ParameterRange(tensor, tensor.offset(), tensor.end());
    }
}
