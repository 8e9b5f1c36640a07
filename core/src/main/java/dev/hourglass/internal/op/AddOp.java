package dev.hourglass.internal.op;

import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Variable;
import java.util.List;
import java.util.Optional;

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
                for (int y = 0; y < output.extent().height(); y++) forward(workspace, panel, y);
            }
        }

        private void forward(Workspace workspace, int panel, int y) {
            var sum = output.value();
            if (!inputs[0].value().equals(sum)) {
                CopyOp.copyRow(workspace.memory, inputs[0].value(), sum, panel, y);
            }
            for (int i = 1; i < inputs.length; i++) {
                addRow(workspace, inputs[i].value(), sum, panel, y);
            }
        }

        @Override
        public void backward(Workspace workspace) {
            for (int panel = 0; panel < workspace.panels(); panel++) {
                for (int y = 0; y < output.extent().height(); y++) backward(workspace, panel, y);
            }
        }

        private void backward(Workspace workspace, int panel, int y) {
            var gradient = output.gradient();
            for (var input : inputs) {
                if (!input.gradient().equals(gradient)) {
                    CopyOp.copyRow(workspace.memory, gradient, input.gradient(), panel, y);
                }
            }
        }

        @Override
        public Optional<Bands> bands() {
            int rows = output.extent().height();
            return RowPass.bands(RowPass.of(rows, this::forward), RowPass.of(rows, this::backward));
        }
    }

    /// Adds a row of one buffer to that of another of the same extent, whatever their halos.
    static void addRow(Workspace workspace, Buffer from, Buffer to, int panel, int y) {
        workspace.forward.addUp(
                from.row(), 1, 0, workspace.memory, from.at(panel, y, 0), to.at(panel, y, 0));
    }
}
