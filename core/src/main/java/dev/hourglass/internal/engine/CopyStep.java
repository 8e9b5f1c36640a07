package dev.hourglass.internal.engine;

import dev.hourglass.internal.graph.Buffer;
import dev.hourglass.internal.graph.Variable;

/// The same features in the same order, in a buffer of another shape or halo.
final class CopyStep implements Step {
    private final Variable in;
    private final Variable out;

    CopyStep(Variable in, Variable out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public void forward(Shard shard) {
        for (int panel = 0; panel < shard.panels(); panel++) {
            copy(shard.memory, in.value(), out.value(), panel);
        }
    }

    @Override
    public void backward(Shard shard) {
        for (int panel = 0; panel < shard.panels(); panel++) {
            copy(shard.memory, out.gradient(), in.gradient(), panel);
        }
    }

    /// Copies the longest runs that lie within a row of both buffers.
    static void copy(float[] memory, Buffer from, Buffer to, int panel) {
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
