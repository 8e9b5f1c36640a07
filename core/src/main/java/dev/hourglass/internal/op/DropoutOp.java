package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Variable;

/// Features and, with the same mask, their gradients are dropped or scaled up.
/// @param stream separates the noise of this op from that of others
public record DropoutOp(double rate, int stream) implements UnaryOp {
    @Override
    public Executor on(Variable in, Variable out) {
        return new Dropping((float) rate, stream, in, out);
    }

    private static final class Dropping implements Executor {
        private final float rate;
        private final int stream;
        private final Variable in;
        private final Variable out;

        Dropping(float rate, int stream, Variable in, Variable out) {
            this.rate = rate;
            this.stream = stream;
            this.in = in;
            this.out = out;
        }

        @Override
        public void forward(Workspace workspace) {
            drop(workspace, in.value(), out.value());
        }

        @Override
        public void backward(Workspace workspace) {
            drop(workspace, out.gradient(), in.gradient());
        }

        private void drop(Workspace workspace, Buffer from, Buffer to) {
            for (int panel = 0; panel < workspace.panels(); panel++) {
                if (!workspace.batch.isTraining) {
                    CopyOp.copy(workspace.memory, from, to, panel);
                    continue;
                }
                var keys = workspace.batch.keys(panel, stream);
                int features = from.row() / Kernels.LANES;
                for (int y = 0; y < from.extent().height(); y++) {
                    workspace.kernels.dropOut(
                            keys, y * features, features, rate, 1 / (1 - rate),
                            workspace.memory, from.at(panel, y, 0),
                            workspace.memory, to.at(panel, y, 0));
                }
            }
        }
    }
}
