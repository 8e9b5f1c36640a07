package dev.hourglass.internal.op;

import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Variable;
import java.util.List;

/// The sum of variables of one extent, in their order; each gets the sum's gradient.
public record AddOp() implements Op {
    @Override
    public Executor on(List<Variable> inputs, List<Variable> outputs) {
        return new Adding(inputs, outputs.getFirst());
    }

    private static final class Adding implements Executor {
        private final Variable[] inputs;
        private final Variable output;

        Adding(List<Variable> inputs, Variable output) {
            this.inputs = inputs.toArray(Variable[]::new);
            this.output = output;
        }

        @Override
        public void forward(Workspace workspace) {
            for (int panel = 0; panel < workspace.panels(); panel++) {
                CopyOp.copy(workspace.memory, inputs[0].value(), output.value(), panel);
                for (int i = 1; i < inputs.length; i++) {
                    add(workspace.memory, inputs[i].value(), output.value(), panel);
                }
            }
        }

        @Override
        public void backward(Workspace workspace) {
            for (int panel = 0; panel < workspace.panels(); panel++) {
                for (int i = 0; i < inputs.length; i++) {
                    CopyOp.copy(workspace.memory, output.gradient(), inputs[i].gradient(), panel);
                }
            }
        }
    }

    /// Adds one buffer to another of the same extent, whatever their halos.
    static void add(float[] memory, Buffer from, Buffer to, int panel) {
        for (int y = 0; y < from.extent().height(); y++) {
            int source = from.at(panel, y, 0);
            int target = to.at(panel, y, 0);
            for (int i = 0; i < from.row(); i++) {
                memory[target + i] += memory[source + i];
            }
        }
    }
}
