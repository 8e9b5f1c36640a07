package dev.hourglass.internal.op;

import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Variable;
import java.util.List;

/// The channels of several variables of one height and width, one behind the other at every pixel; each gets its part of the gradient.
public record ConcatenateOp() implements Op {
    @Override
    public Executor on(List<Variable> inputs, List<Variable> outputs) {
        return new Joining(inputs.toArray(Variable[]::new), outputs.getFirst());
    }

    private record Joining(Variable[] inputs, Variable output) implements Executor {
        @Override
        public void forward(Workspace workspace) {
            for (int panel = 0; panel < workspace.panels(); panel++) {
                int before = 0;
                for (var input : inputs) {
                    copy(workspace.memory, panel, input.value(), 0, output.value(), before, input.value().pixel());
                    before += input.value().pixel();
                }
            }
        }

        @Override
        public void backward(Workspace workspace) {
            for (int panel = 0; panel < workspace.panels(); panel++) {
                int before = 0;
                for (var input : inputs) {
                    var gradient = input.gradient();
                    copy(workspace.memory, panel, output.gradient(), before, gradient, 0, gradient.pixel());
                    before += gradient.pixel();
                }
            }
        }

        /// @param fromChannel floats before the channels that are copied
        private static void copy(
                float[] memory, int panel, Buffer from, int fromChannel, Buffer to, int toChannel, int length) {
            for (int y = 0; y < from.extent().height(); y++) {
                for (int x = 0; x < from.extent().width(); x++) {
                    System.arraycopy(memory, from.at(panel, y, x) + fromChannel, memory,
                            to.at(panel, y, x) + toChannel, length);
                }
            }
        }
    }
}
