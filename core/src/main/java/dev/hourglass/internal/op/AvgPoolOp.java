package dev.hourglass.internal.op;

import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Variable;
import dev.hourglass.spec.layer.Sides;
import java.util.Arrays;
import java.util.Optional;

/// The mean of each block, `y = sum of x / n` in row order; `dx = dy / n` for each of its `n` pixels.
public record AvgPoolOp(Sides window) implements UnaryOp {
    @Override
    public Executor on(Variable in, Variable out) {
        return new Averaging(window, in, out);
    }

    private record Averaging(Sides window, Variable in, Variable out) implements Executor {
        @Override
        public void forward(Workspace workspace) {
            for (int panel = 0; panel < workspace.panels(); panel++) {
                for (int y = 0; y < out.extent().height(); y++) forward(workspace, panel, y);
            }
        }

        private void forward(Workspace workspace, int panel, int y) {
            var memory = workspace.memory;
            var source = in.value();
            var target = out.value();
            for (int x = 0; x < target.extent().width(); x++) {
                int at = target.at(panel, y, x);
                Arrays.fill(memory, at, at + target.pixel(), 0);
                for (int row = 0; row < rows(y); row++) {
                    workspace.forward.addUp(target.pixel(), columns(x), target.pixel(), memory,
                            source.at(panel, y * window.height() + row, x * window.width()), at);
                }
                scale(memory, at, at, target, share(y, x));
            }
        }

        @Override
        public void backward(Workspace workspace) {
            for (int panel = 0; panel < workspace.panels(); panel++) {
                for (int y = 0; y < in.extent().height(); y++) backward(workspace, panel, y);
            }
        }

        private void backward(Workspace workspace, int panel, int y) {
            var source = out.gradient();
            var target = in.gradient();
            for (int x = 0; x < target.extent().width(); x++) {
                scale(workspace.memory, source.at(panel, y / window.height(), x / window.width()),
                        target.at(panel, y, x), target, share(y / window.height(), x / window.width()));
            }
        }

        @Override
        public Optional<Bands> bands() {
            return RowPass.bands(
                    new RowPass(
                            out.extent().height(), y -> y * window.height() + rows(y), y -> y + 1, this::forward),
                    new RowPass(
                            in.extent().height(), y -> y / window.height() + 1, y -> y + 1, this::backward));
        }

        private static void scale(float[] memory, int from, int to, Buffer pixels, float factor) {
            for (int i = 0; i < pixels.pixel(); i++) {
                memory[to + i] = factor * memory[from + i];
            }
        }

        /// One over the pixels of a block.
        private float share(int y, int x) {
            return 1f / (rows(y) * columns(x));
        }

        private int rows(int y) {
            return Math.min(window.height(), in.extent().height() - y * window.height());
        }

        private int columns(int x) {
            return Math.min(window.width(), in.extent().width() - x * window.width());
        }
    }
}
