package dev.hourglass.internal.op;

import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Variable;
import java.util.List;
import java.util.Optional;

/// A variable that several ops read: they share its value, and its gradient is the sum of theirs, in their order.
public record SplitOp() implements Op {
    @Override
    public Executor on(List<Variable> inputs, List<Variable> outputs) {
        return new Gathering(
                inputs.getFirst().gradient(), outputs.stream().map(Variable::gradient).toArray(Buffer[]::new));
    }

    private record Gathering(Buffer sum, Buffer... gradients) implements Executor {
        @Override
        public void forward(Workspace workspace) {} // the outputs' values are the input's own

        @Override
        public void backward(Workspace workspace) {
            for (int panel = 0; panel < workspace.panels(); panel++) {
                for (int y = 0; y < sum.extent().height(); y++) backward(workspace, panel, y);
            }
        }

        private void backward(Workspace workspace, int panel, int y) {
            if (!gradients[0].equals(sum)) {
                CopyOp.copyRow(workspace.memory, gradients[0], sum, panel, y);
            }
            for (int i = 1; i < gradients.length; i++) {
                AddOp.addRow(workspace, gradients[i], sum, panel, y);
            }
        }

        @Override
        public Optional<Bands> bands() {
            int rows = sum.extent().height();
            return RowPass.bands(RowPass.of(rows, (_, _, _) -> {}), RowPass.of(rows, this::backward));
        }
    }
}
