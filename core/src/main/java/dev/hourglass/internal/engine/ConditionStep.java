package dev.hourglass.internal.engine;

import dev.hourglass.internal.graph.Buffer;
import dev.hourglass.internal.graph.Variable;
import java.util.Arrays;

/// Appends the one-hot labels of the samples to their features, or to the channels of every pixel.
final class ConditionStep implements Step {
    private final int classes;
    private final Variable in;
    private final Variable out;

    ConditionStep(int classes, Variable in, Variable out) {
        this.classes = classes;
        this.in = in;
        this.out = out;
    }

    @Override
    public void forward(Shard shard) {
        var value = out.value();
        int lanes = value.lanes();
        for (int panel = 0; panel < shard.panels(); panel++) {
            copy(shard.memory, in.value(), value, panel);
            for (int y = 0; y < value.extent().height(); y++) {
                for (int x = 0; x < value.extent().width(); x++) {
                    setLabels(shard, panel, value.at(panel, y, x) + in.value().pixel(), lanes);
                }
            }
        }
    }

    private void setLabels(Shard shard, int panel, int at, int lanes) {
        Arrays.fill(shard.memory, at, at + classes * lanes, 0);
        int present = Math.min(lanes, shard.count() - panel * lanes);
        for (int lane = 0; lane < present; lane++) {
            shard.memory[at + shard.label(panel * lanes + lane) * lanes + lane] = 1;
        }
    }

    @Override
    public void backward(Shard shard) {
        for (int panel = 0; panel < shard.panels(); panel++) {
            copy(shard.memory, out.gradient(), in.gradient(), panel);
        }
    }

    /// Copies the channels that both have.
    private static void copy(float[] memory, Buffer from, Buffer to, int panel) {
        int length = Math.min(from.pixel(), to.pixel());
        for (int y = 0; y < from.extent().height(); y++) {
            for (int x = 0; x < from.extent().width(); x++) {
                System.arraycopy(memory, from.at(panel, y, x), memory, to.at(panel, y, x), length);
            }
        }
    }
}
