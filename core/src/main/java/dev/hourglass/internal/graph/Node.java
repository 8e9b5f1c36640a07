package dev.hourglass.internal.graph;

import dev.hourglass.internal.layout.Variable;
import dev.hourglass.internal.op.ArithmeticWork;
import dev.hourglass.internal.op.Op;
import java.util.List;

/// An op between its variables.
///
/// @param name of the layer it comes from, such as `encoder.0`
/// @param title what reports call it, such as `encoder layer 1 (dense 784->36)`
public record Node(String name, String title, Op op, List<Variable> inputs, List<Variable> outputs) {
    public Node {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /// The first input, which for most ops is the only one.
    public Variable in() {
        return inputs.getFirst();
    }

    /// The first output, which for most ops is the only one.
    public Variable out() {
        return outputs.getFirst();
    }

    public Op.Executor executor() {
        return op.on(inputs, outputs);
    }

    /// Multiply-adds for one sample.
    public ArithmeticWork work() {
        return op.work(in().extent(), out().extent());
    }
}
