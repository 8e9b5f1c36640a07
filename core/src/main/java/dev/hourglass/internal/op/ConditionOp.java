package dev.hourglass.internal.op;

import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Variable;
import java.util.Arrays;

/// Appends the one-hot labels of the samples to their features, or to the channels of every pixel.
public record ConditionOp(int classes) implements UnaryOp {
    @Override
    public Executor on(Variable in, Variable out) {
        return new Appending(classes, in, out);
    }

    private static final class Appending implements Executor {
        private final int classes;
        private final Variable in;
        private final Variable out;

        Appending(int classes, Variable in, Variable out) {
            this.classes = classes;
            this.in = in;
            this.out = out;
        }

        @Override
        public void forward(Workspace workspace) {
            var value = out.value();
            int lanes = value.lanes();
            for (int panel = 0; panel < workspace.panels(); panel++) {
                copy(workspace.memory, in.value(), value, panel);
                for (int y = 0; y < value.extent().height(); y++) {
                    for (int x = 0; x < value.extent().width(); x++) {
                        setLabels(workspace, panel, value.at(panel, y, x) + in.value().pixel(), lanes);
                    }
                }
            }
        }

        private void setLabels(Workspace workspace, int panel, int at, int lanes) {
            Arrays.fill(workspace.memory, at, at + classes * lanes, 0);
            int present = Math.min(lanes, workspace.batch.count() - panel * lanes);
            for (int lane = 0; lane < present; lane++) {
                workspace.memory[at + workspace.batch.label(panel * lanes + lane) * lanes + lane] = 1;
            }
        }

        @Override
        public void backward(Workspace workspace) {
            for (int panel = 0; panel < workspace.panels(); panel++) {
                copy(workspace.memory, out.gradient(), in.gradient(), panel);
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
}
