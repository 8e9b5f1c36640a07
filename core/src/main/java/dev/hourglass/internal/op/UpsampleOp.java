package dev.hourglass.internal.op;

import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Variable;
import dev.hourglass.spec.layer.Interpolation;
import java.util.Optional;
import java.util.stream.IntStream;

/// Each output pixel is a weighted sum of at most four input pixels, or a copy of the nearest one; gradients go back with the same
/// weights.
public record UpsampleOp(Interpolation interpolation) implements UnaryOp {
    @Override
    public Executor on(Variable in, Variable out) {
        return switch (interpolation) {
            case NEAREST -> new Copying(in, out);
            case BILINEAR -> new Mixing(in, out);
        };
    }

    private static final class Copying implements Executor {
        private final Variable in;
        private final Variable out;
        /// For each row and column of the output those of the input.
        private final int[] rows;
        private final int[] columns;

        Copying(Variable in, Variable out) {
            this.in = in;
            this.out = out;
            this.rows = nearest(in.extent().height(), out.extent().height());
            this.columns = nearest(in.extent().width(), out.extent().width());
        }

        private static int[] nearest(int in, int out) {
            return IntStream.range(0, out).map(i -> (int) ((long) i * in / out)).toArray();
        }

        private static boolean isFirst(int[] nearest, int i) {
            return i == 0 || nearest[i] != nearest[i - 1];
        }

        @Override
        public void forward(Workspace workspace) {
            for (int panel = 0; panel < workspace.panels(); panel++) {
                for (int y = 0; y < rows.length; y++) forward(workspace, panel, y);
            }
        }

        private void forward(Workspace workspace, int panel, int y) {
            var from = in.value();
            var to = out.value();
            if (!isFirst(rows, y)) {
                System.arraycopy(
                        workspace.memory, to.at(panel, y - 1, 0), workspace.memory, to.at(panel, y, 0), to.row());
                return;
            }
            for (int x = 0; x < columns.length; x++) {
                System.arraycopy(
                        workspace.memory, from.at(panel, rows[y], columns[x]), workspace.memory, to.at(panel, y, x),
                        to.pixel());
            }
        }

        @Override
        public void backward(Workspace workspace) {
            for (int panel = 0; panel < workspace.panels(); panel++) {
                for (int y = 0; y < rows.length; y++) backward(workspace, panel, y);
            }
        }

        private void backward(Workspace workspace, int panel, int y) {
            var from = out.gradient();
            var to = in.gradient();
            for (int x = 0; x < columns.length; x++) {
                int source = from.at(panel, y, x);
                int target = to.at(panel, rows[y], columns[x]);
                if (isFirst(rows, y) && isFirst(columns, x)) {
                    System.arraycopy(workspace.memory, source, workspace.memory, target, to.pixel());
                } else {
                    workspace.forward.addUp(to.pixel(), 1, 0, workspace.memory, source, target);
                }
            }
        }

        @Override
        public Optional<Bands> bands() {
            return RowPass.bands(
                    new RowPass(rows.length, y -> rows[y] + 1, y -> y + 1, this::forward),
                    new RowPass(rows.length, y -> y + 1, this::wholeRows, this::backward));
        }

        /// Rows of the input's gradient that are sums of the output's up to `y` alone.
        private int wholeRows(int y) {
            return y + 1 == rows.length ? in.extent().height() : rows[y + 1];
        }
    }

    private static final class Mixing implements Executor {
        /// For each output coordinate of one axis, the two inputs it mixes.
        private static final class Axis {
            final int[] first;
            final int[] second;
            final float[] secondWeight;

            Axis(int in, int out) {
                first = new int[out];
                second = new int[out];
                secondWeight = new float[out];
                for (int i = 0; i < out; i++) {
                    double at = Math.max(0, (i + 0.5) * in / out - 0.5);
                    first[i] = Math.min((int) at, in - 1);
                    second[i] = Math.min(first[i] + 1, in - 1);
                    secondWeight[i] = (float) (at - first[i]);
                }
            }
        }

        private final Buffer in;
        private final Buffer out;
        private final Buffer inGradient;
        private final Buffer outGradient;
        private final Axis rows;
        private final Axis columns;

        Mixing(Variable in, Variable out) {
            this.in = in.value();
            this.out = out.value();
            this.inGradient = in.gradient();
            this.outGradient = out.gradient();
            this.rows = new Axis(in.extent().height(), out.extent().height());
            this.columns = new Axis(in.extent().width(), out.extent().width());
        }

        @Override
        public void forward(Workspace workspace) {
            for (int panel = 0; panel < workspace.panels(); panel++) {
                workspace.clear(out, panel);
                for (int y = 0; y < out.extent().height(); y++) {
                    for (int x = 0; x < out.extent().width(); x++) {
                        int target = out.at(panel, y, x);
                        for (int corner = 0; corner < 4; corner++) {
                            float weight = weight(corner, y, x);
                            if (weight != 0) {
                                int source = in.at(panel, row(corner, y), column(corner, x));
                                workspace.forward.addScaled(weight, workspace.memory, source, workspace.memory, target,
                                        out.pixel());
                            }
                        }
                    }
                }
            }
        }

        @Override
        public void backward(Workspace workspace) {
            for (int panel = 0; panel < workspace.panels(); panel++) {
                workspace.clear(inGradient, panel);
                for (int y = 0; y < out.extent().height(); y++) {
                    for (int x = 0; x < out.extent().width(); x++) {
                        int source = outGradient.at(panel, y, x);
                        for (int corner = 0; corner < 4; corner++) {
                            float weight = weight(corner, y, x);
                            if (weight != 0) {
                                int target = inGradient.at(panel, row(corner, y), column(corner, x));
                                workspace.forward.addScaled(weight, workspace.memory, source, workspace.memory, target,
                                        out.pixel());
                            }
                        }
                    }
                }
            }
        }

        private float weight(int corner, int y, int x) {
            float vertical = corner < 2 ? 1 - rows.secondWeight[y] : rows.secondWeight[y];
            float horizontal = corner % 2 == 0 ? 1 - columns.secondWeight[x] : columns.secondWeight[x];
            return vertical * horizontal;
        }

        private int row(int corner, int y) {
            return corner < 2 ? rows.first[y] : rows.second[y];
        }

        private int column(int corner, int x) {
            return corner % 2 == 0 ? columns.first[x] : columns.second[x];
        }
    }
}
