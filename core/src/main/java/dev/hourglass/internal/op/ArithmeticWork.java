package dev.hourglass.internal.op;

/// Multiply-adds that an operation's linear map takes in the form in which it is computed: every output of a sample reads every input
/// that it is connected to, once in each direction.
///
/// What only pads vectors, blocks of outputs or the borders of a picture does not count. A convolution that is computed with fewer
/// products than it has connections counts these products: those of its phases ([LinearOp]), of differences ([ResizeConvolutionOp]) or
/// of tiles ([WinogradOp]), which may reach over the border. The additions that save the products count nothing, nor do pooling,
/// interpolation, activations and noise.
///
/// @param forward from the input to the output
/// @param weightGradient as many, since every connection has a weight
/// @param inputGradient likewise, but none where nobody needs it: before the first weights
public record ArithmeticWork(long forward, long weightGradient, long inputGradient) {
    public static final ArithmeticWork NONE = new ArithmeticWork(0, 0, 0);

    /// The same work on several samples.
    public ArithmeticWork times(long samples) {
        return new ArithmeticWork(forward * samples, weightGradient * samples, inputGradient * samples);
    }

    /// Both together.
    public ArithmeticWork plus(ArithmeticWork other) {
        return new ArithmeticWork(
                forward + other.forward, weightGradient + other.weightGradient, inputGradient + other.inputGradient);
    }

    /// All directions together.
    public long total() {
        return forward + weightGradient + inputGradient;
    }
}
