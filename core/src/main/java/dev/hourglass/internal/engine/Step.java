package dev.hourglass.internal.engine;

import dev.hourglass.internal.graph.Node;
import dev.hourglass.internal.graph.Stage;
import java.util.List;

/// One operation of a plan, ready to run on any shard. Holds no state of its own.
interface Step {
    /// Computes the output's value from the input's.
    void forward(Shard shard);

    /// Adds to the gradients of the weights. Comes before [#backward] and may change the output's gradient for it.
    default void addWeightGradients(Shard shard) {}

    /// Computes the input's gradient from the output's.
    void backward(Shard shard);

    static List<Step> of(List<Node> operations) {
        return operations.stream().map(Step::of).toList();
    }

    private static Step of(Node operation) {
        var in = operation.in();
        var out = operation.out();
        return switch (operation.stage()) {
            case Stage.Linear linear -> new LinearStep(linear, in, out);
            case Stage.MaxPool(int window) -> new MaxPoolStep(window, in, out);
            case Stage.Upsample(var interpolation) -> new UpsampleStep(interpolation, in, out);
            case Stage.Copy() -> new CopyStep(in, out);
            case Stage.Activate(var activation) -> new ActivateStep(activation, in, out);
            case Stage.Dropout(double rate, int stream) -> new DropoutStep((float) rate, stream, in, out);
            case Stage.TopK(int k) -> new TopKStep(k, in, out);
            case Stage.Winners _ -> new WinnerTakeAllStep(in, out);
            case Stage.Reparameterise(var latent, int stream) -> new ReparameteriseStep(latent.beta(), stream, in, out);
            case Stage.Condition(int classes) -> new ConditionStep(classes, in, out);
        };
    }
}
