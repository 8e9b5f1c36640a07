package dev.hourglass.internal.op;

import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Variable;
import dev.hourglass.spec.layer.Interpolation;

/// Each output pixel is a weighted sum of at most four input pixels; gradients go back with the same weights.
public record UpsampleOp(Interpolation interpolation) implements UnaryOp {
    @Override
    public Executor on(Variable in, Variable out) {
        return new Enlarging(interpolation, in, out);
    }

    private static final class Enlarging implements Executor {
        /// For each output coordinate of one axis, the two inputs it mixes.
        private static final class Axis {
            final int[] first;
            final int[] second;
            final float[] secondWeight;

            Axis(Interpolation interpolation, int in, int out) {
                first = new int[out];
                second = new int[out];
                secondWeight = new float[out];
                for (int i = 0; i < out; i++) {
                    switch (interpolation) {
                        case NEAREST -> {
                            first[i] = (int) ((long) i * in / out);
                            second[i] = first[i];
                        }
                        case BILINEAR -> {
                            double at = Math.max(0, (i + 0.5) * in / out - 0.5);
                            first[i] = Math.min((int) at, in - 1);
                            second[i] = Math.min(first[i] + 1, in - 1);
                            secondWeight[i] = (float) (at - first[i]);
                        }
                    }
                }
            }
        }

        private final Buffer in;
        private final Buffer out;
        private final Buffer inGradient;
        private final Buffer outGradient;
        private final Axis rows;
        private final Axis columns;

        Enlarging(Interpolation interpolation, Variable in, Variable out) {
            this.in = in.value();
            this.out = out.value();
            this.inGradient = in.gradient();
            this.outGradient = out.gradient();
            this.rows = new Axis(interpolation, in.extent().height(), out.extent().height());
            this.columns = new Axis(interpolation, in.extent().width(), out.extent().width());
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
