package dev.hourglass.internal.op;

import dev.hourglass.internal.layout.Variable;
import java.util.List;

/// An op of one input and one output.
public sealed interface UnaryOp extends Op
        permits WeightedOp, DepthwiseOp, LearntDeviationOp, MaxPoolOp, AvgPoolOp, UpsampleOp, CopyOp,
        ActivateOp,
        DropoutOp, TopKOp, WinnerTakeAllOp,
        ReparameteriseOp, ConditionOp {
    Executor on(Variable in, Variable out);

    @Override
    default Executor on(List<Variable> inputs, List<Variable> outputs) {
        return on(inputs.getFirst(), outputs.getFirst());
    }
}
