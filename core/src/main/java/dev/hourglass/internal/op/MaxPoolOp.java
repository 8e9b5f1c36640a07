package dev.hourglass.internal.op;

import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Variable;
import dev.hourglass.spec.layer.Sides;

/// The largest value of each block; the gradient goes to the first pixel that holds it.
public record MaxPoolOp(Sides window) implements UnaryOp {
    @Override
    public Executor on(Variable in, Variable out) {
        return new Pooling(window, in, out);
    }

    private static final class Pooling implements DivisibleExecutor {
        /// Inputs of a sample from which splitting the work gains more than it costs, a few microseconds.
        private static final int WORTH_SHARING = 10_000;

        private final Sides window;
        private final Buffer in;
        private final Buffer out;
        private final Buffer inGradient;
        private final Buffer outGradient;

        Pooling(Sides window, Variable in, Variable out) {
            this.window = window;
            this.in = in.value();
            this.out = out.value();
            this.inGradient = in.gradient();
            this.outGradient = out.gradient();
        }

        @Override
        public void forward(Workspace workspace) {
            forwardRows(workspace, 0, out.extent().height());
        }

        @Override
        public int parts() {
            return in.lanes() == 1 && in.extent().features() >= WORTH_SHARING ? PARTS : 1;
        }

        @Override
        public void forwardPart(Workspace workspace, int part) {
            int rows = out.extent().height();
            forwardRows(workspace, firstRow(part, rows), firstRow(part + 1, rows));
        }

        private void forwardRows(Workspace workspace, int from, int to) {
            for (int panel = 0; panel < workspace.panels(); panel++) {
                for (int y = from; y < to; y++) {
                    for (int x = 0; x < out.extent().width(); x++) {
                        workspace.forward.maxPool(
                                rows(y), columns(x), in.line(), in.pixel(),
                                workspace.memory, in.at(panel, y * window.height(), x * window.width()),
                                workspace.memory, out.at(panel, y, x), out.pixel());
                    }
                }
            }
        }

        @Override
        public void backward(Workspace workspace) {
            var memory = workspace.memory;
            for (int panel = 0; panel < workspace.panels(); panel++) {
                for (int y = 0; y < out.extent().height(); y++) {
                    for (int x = 0; x < out.extent().width(); x++) {
                        workspace.kernels.maxPoolGradient(
                                rows(y), columns(x), in.line(), inGradient.line(), in.pixel(),
                                memory, in.at(panel, y * window.height(), x * window.width()),
                                memory, out.at(panel, y, x),
                                memory, outGradient.at(panel, y, x),
                                memory, inGradient.at(panel, y * window.height(), x * window.width()), out.pixel());
                    }
                }
            }
        }

        private int rows(int y) {
            return Math.min(window.height(), in.extent().height() - y * window.height());
        }

        private int columns(int x) {
            return Math.min(window.width(), in.extent().width() - x * window.width());
        }
    }
}
