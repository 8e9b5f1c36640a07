package dev.hourglass.internal.op;

/// Multiply-adds that an operation's linear map asks for, whatever computes it: every output of a sample reads every input
/// that it is connected to, once in each direction.
///
/// What only pads vectors, blocks of outputs or the borders of a picture does not count, and a resize-convolution counts
/// in its phases, which have fewer connections than the convolution of the enlarged picture. Pooling, interpolation,
/// activations and noise count nothing.
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
