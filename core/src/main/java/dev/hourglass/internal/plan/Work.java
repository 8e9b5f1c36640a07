package dev.hourglass.internal.plan;

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
public record Work(long forward, long weightGradient, long inputGradient) {
    private static final Work NONE = new Work(0, 0, 0);

    /// The work on one sample.
    public static Work of(Operation operation) {
        return switch (operation.stage()) {
            case Stage.Linear linear -> {
                long forward = multiplyAdds(linear, linear.forward(), operation.in().extent());
                yield new Work(
                        forward, forward, multiplyAdds(linear, linear.backward(), operation.out().extent()));
            }
            case Stage.MaxPool _, Stage.Upsample _, Stage.Copy _, Stage.Activate _, Stage.Dropout _ -> NONE;
            case Stage.TopK _, Stage.Winners _, Stage.Reparameterise _, Stage.Condition _ -> NONE;
        };
    }

    /// The work of a training step on one sample.
    public static Work of(Plan plan) {
        return plan.operations().stream().map(Work::of).reduce(NONE, Work::plus);
    }

    private static long multiplyAdds(Stage.Linear stage, List<Phase> phases, Extent source) {
        long connections = 0;
        for (var phase : phases) {
            connections += phase.rows().connections(source.height()) * phase.columns().connections(source.width());
        }
        return connections * stage.kernel().inputs() * stage.kernel().outputs();
    }

    /// The same work on several samples.
    public Work times(long samples) {
        return new Work(forward * samples, weightGradient * samples, inputGradient * samples);
    }

    private Work plus(Work other) {
        return new Work(
                forward + other.forward, weightGradient + other.weightGradient, inputGradient + other.inputGradient);
    }

    /// All directions together.
    public long total() {
        return forward + weightGradient + inputGradient;
    }
}
