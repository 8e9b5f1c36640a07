package dev.hourglass.internal.op;

import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Variable;

/// The same features in the same order, in a buffer of another shape or halo.
public record CopyOp() implements UnaryOp {
    @Override
    public Executor on(Variable in, Variable out) {
        return new Copying(in, out);
    }

    private static final class Copying implements Executor {
        private final Variable in;
        private final Variable out;

        Copying(Variable in, Variable out) {
            this.in = in;
            this.out = out;
        }

        @Override
        public void forward(Workspace workspace) {
            for (int panel = 0; panel < workspace.panels(); panel++) {
                copy(workspace.memory, in.value(), out.value(), panel);
            }
        }

        @Override
        public void backward(Workspace workspace) {
            for (int panel = 0; panel < workspace.panels(); panel++) {
                copy(workspace.memory, out.gradient(), in.gradient(), panel);
            }
        }
    }

    /// Copies a row between buffers of the same extent.
    static void copyRow(float[] memory, Buffer from, Buffer to, int panel, int y) {
        System.arraycopy(memory, from.at(panel, y, 0), memory, to.at(panel, y, 0), from.row());
    }

    /// Copies the longest runs that lie within a row of both buffers.
    public static void copy(float[] memory, Buffer from, Buffer to, int panel) {
        int total = from.extent().height() * from.row();
        for (int done = 0; done < total;) {
            int fromColumn = done % from.row();
            int toColumn = done % to.row();
            int length = Math.min(from.row() - fromColumn, to.row() - toColumn);
            int source = from.at(panel, done / from.row(), 0) + fromColumn;
            int target = to.at(panel, done / to.row(), 0) + toColumn;
            System.arraycopy(memory, source, memory, target, length);
            done += length;
        }
    }
}
