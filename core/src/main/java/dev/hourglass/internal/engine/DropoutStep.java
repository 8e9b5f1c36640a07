package dev.hourglass.internal.engine;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.graph.Buffer;
import dev.hourglass.internal.graph.Variable;

/// Features and, with the same mask, their gradients are dropped or scaled up.
final class DropoutStep implements Step {
    private final float rate;
    private final int stream;
    private final Variable in;
    private final Variable out;

    DropoutStep(float rate, int stream, Variable in, Variable out) {
        this.rate = rate;
        this.stream = stream;
        this.in = in;
        this.out = out;
    }

    @Override
    public void forward(Shard shard) {
        drop(shard, in.value(), out.value());
    }

    @Override
    public void backward(Shard shard) {
        drop(shard, out.gradient(), in.gradient());
    }

    private void drop(Shard shard, Buffer from, Buffer to) {
        for (int panel = 0; panel < shard.panels(); panel++) {
            if (!shard.isTraining) {
                CopyStep.copy(shard.memory, from, to, panel);
                continue;
            }
            var keys = shard.keys(panel, stream);
            int features = from.row() / Kernels.LANES;
            for (int y = 0; y < from.extent().height(); y++) {
                shard.kernels.dropOut(
                        keys, y * features, features, rate, 1 / (1 - rate),
                        shard.memory, from.at(panel, y, 0),
                        shard.memory, to.at(panel, y, 0));
            }
        }
    }
}
