package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Taps;
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
        /// Rows and columns of blocks that the picture has whole.
        private final int wholeRows;
        private final int wholeColumns;
        private final Taps block;
        private final Taps lowBlock;
        private final Taps narrowBlock;
        private final Taps lastBlock;

        Pooling(Sides window, Variable in, Variable out) {
            this.window = window;
            this.in = in.value();
            this.out = out.value();
            this.inGradient = in.gradient();
            this.outGradient = out.gradient();
            this.wholeRows = in.extent().height() / window.height();
            this.wholeColumns = in.extent().width() / window.width();
            int restRows = in.extent().height() % window.height();
            int restColumns = in.extent().width() % window.width();
            this.block = taps(window.height(), window.width());
            this.lowBlock = taps(restRows, window.width());
            this.narrowBlock = taps(window.height(), restColumns);
            this.lastBlock = taps(restRows, restColumns);
        }

        private Taps taps(int rows, int columns) {
            return new Taps(rows, columns, in.line(), in.pixel());
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
                    forward(workspace, panel, y, 0, wholeColumns, y < wholeRows ? block : lowBlock);
                    if (wholeColumns < out.extent().width()) {
                        forward(workspace, panel, y, wholeColumns, 1, y < wholeRows ? narrowBlock : lastBlock);
                    }
                }
            }
        }

        /// Neighbouring blocks of a row.
        private void forward(Workspace workspace, int panel, int y, int x, int blocks, Taps taps) {
            workspace.forward.maxPool(
                    taps, out.pixel(), blocks, window.width() * in.pixel(), out.pixel(), workspace.memory,
                    in.at(panel, y * window.height(), x * window.width()), out.at(panel, y, x));
        }

        @Override
        public void backward(Workspace workspace) {
            for (int panel = 0; panel < workspace.panels(); panel++) {
                for (int y = 0; y < out.extent().height(); y++) {
                    backward(workspace, panel, y, 0, wholeColumns, y < wholeRows ? block : lowBlock);
                    if (wholeColumns < out.extent().width()) {
                        backward(workspace, panel, y, wholeColumns, 1, y < wholeRows ? narrowBlock : lastBlock);
                    }
                }
            }
        }

        private void backward(Workspace workspace, int panel, int y, int x, int blocks, Taps taps) {
            int row = y * window.height();
            int column = x * window.width();
            workspace.kernels.maxPoolGradient(
                    taps, inGradient.line(), out.pixel(), blocks, window.width() * in.pixel(), out.pixel(),
                    workspace.memory, in.at(panel, row, column), out.at(panel, y, x), outGradient.at(panel, y, x),
                    inGradient.at(panel, row, column));
        }
    }
}
