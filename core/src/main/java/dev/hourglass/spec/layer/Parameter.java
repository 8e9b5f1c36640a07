package dev.hourglass.spec.layer;

import dev.hourglass.spec.init.Init;
import java.util.List;

/// A tensor of weights or biases that a layer has.
///
/// @param role such as `weight`; the tensor is called `encoder.0.weight`. Of a layer inside another, such as `1.weight`
/// @param shape of the tensor; one extent for biases, a number for each output
/// @param init how training begins
/// @param fanIn inputs of one output
/// @param fanOut outputs of one input
/// @param decays whether a decay of weights shrinks it, as it does weights and not biases
public record Parameter(String role, List<Integer> shape, Init init, int fanIn, int fanOut, boolean decays) {
    public static final String WEIGHT = "weight";
    public static final String BIAS = "bias";

    public Parameter {
        shape = List.copyOf(shape);
    }

    /// The weights and biases of a map from `inputs` to `outputs`, `[inputs][outputs]` and `[outputs]`.
    public static List<Parameter> affine(int inputs, int outputs, Init weights, Init bias) {
        return List.of(
                new Parameter(WEIGHT, List.of(inputs, outputs), weights, inputs, outputs, true),
                new Parameter(BIAS, List.of(outputs), bias, inputs, outputs, false));
    }

    /// The weights and biases of a window over pictures, `[height][width][inputs][outputs]` and `[outputs]`.
    static List<Parameter> window(Sides kernel, int inputs, int outputs, Init weights, Init bias) {
        // A count beyond an int belongs to a tensor that no array can hold, which is refused where it is made.
        int fanIn = Math.clamp((long) kernel.height() * kernel.width() * inputs, 0, Integer.MAX_VALUE);
        int fanOut = Math.clamp((long) kernel.height() * kernel.width() * outputs, 0, Integer.MAX_VALUE);
        return List.of(
                new Parameter(WEIGHT, List.of(kernel.height(), kernel.width(), inputs, outputs), weights, fanIn, fanOut,
                        true),
                new Parameter(BIAS, List.of(outputs), bias, fanIn, fanOut, false));
    }

    /// The weights and biases of a window over pictures that reads each channel alone, `[height][width][channels][1]` and `[channels]`.
    static List<Parameter> depthwise(Sides kernel, int channels, Init weights, Init bias) {
        int taps = Math.clamp((long) kernel.height() * kernel.width(), 0, Integer.MAX_VALUE);
        return List.of(
                new Parameter(WEIGHT, List.of(kernel.height(), kernel.width(), channels, 1), weights, taps, taps, true),
                new Parameter(BIAS, List.of(channels), bias, taps, taps, false));
    }

    /// The same of a window of height 1 over signals, `[length][inputs][outputs]`; biases are as they are.
    Parameter ofSignal() {
        return shape.size() == 1 ? this
                : new Parameter(role, shape.subList(1, shape.size()), init, fanIn, fanOut, decays);
    }

    /// The same, of a layer inside another.
    ///
    /// @param layer its name there, such as `0`
    Parameter within(String layer) {
        return new Parameter(layer + "." + role, shape, init, fanIn, fanOut, decays);
    }

    /// How many values there are.
    ///
    /// @throws ArithmeticException if 64 bits cannot count them
    public long size() {
        long size = 1;
        for (int extent : shape) {
            size = Math.multiplyExact(size, (long) extent);
        }
        return size;
    }
}
