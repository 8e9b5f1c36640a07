package dev.hourglass.internal.graph;

import java.util.List;

/// Multiply-adds that an operation's linear map asks for, whoever computes it: every output of a sample reads every input
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
    private static final ArithmeticWork NONE = new ArithmeticWork(0, 0, 0);

    /// The work on one sample.
    public static ArithmeticWork of(Node operation) {
        return switch (operation.stage()) {
            case Stage.Linear linear -> {
                long forward = multiplyAdds(linear, linear.forward(), operation.in().extent());
                yield new ArithmeticWork(
                        forward, forward, multiplyAdds(linear, linear.backward(), operation.out().extent()));
            }
            case Stage.MaxPool _, Stage.Upsample _, Stage.Copy _, Stage.Activate _, Stage.Dropout _ -> NONE;
            case Stage.TopK _, Stage.Winners _, Stage.Reparameterise _, Stage.Condition _ -> NONE;
        };
    }

    /// The work of a training step on one sample.
    public static ArithmeticWork of(Graph plan) {
        return plan.operations().stream().map(ArithmeticWork::of).reduce(NONE, ArithmeticWork::plus);
    }

    private static long multiplyAdds(Stage.Linear stage, List<Phase> phases, Extent source) {
        long connections = 0;
        for (var phase : phases) {
            connections += phase.rows().connections(source.height()) * phase.columns().connections(source.width());
        }
        return connections * stage.kernel().inputs() * stage.kernel().outputs();
    }

    /// The same work on several samples.
    public ArithmeticWork times(long samples) {
        return new ArithmeticWork(forward * samples, weightGradient * samples, inputGradient * samples);
    }

    private ArithmeticWork plus(ArithmeticWork other) {
        return new ArithmeticWork(
                forward + other.forward, weightGradient + other.weightGradient, inputGradient + other.inputGradient);
    }

    /// All directions together.
    public long total() {
        return forward + weightGradient + inputGradient;
    }
}
