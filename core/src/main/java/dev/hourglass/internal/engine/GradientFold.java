package dev.hourglass.internal.engine;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.graph.Phase;
import dev.hourglass.internal.graph.Stage;
import java.util.Arrays;

/// The gradients of a convolution: adds up the groups' gradients, in their order, and folds phases and partial sums into gradients in file order.
final class GradientFold implements WeightGradients {
    private final Stage.Linear stage;
    private final Stage.WeightShape kernel;

    GradientFold(Stage.Linear stage) {
        this.stage = stage;
        this.kernel = stage.kernel();
    }

    @Override
    public void setBias(Passed passed, Shard worker, float[] gradient) {
        var groups = passed.groups;
        for (int o = 0; o < kernel.outputs(); o++) {
            int at = stage.biasGradientAt() + o * Kernels.LANES;
            float sum = 0;
            for (int g = 0; g < passed.groupCount; g++) {
                for (int lane = 0; lane < Kernels.LANES; lane++) {
                    sum += groups[g][at + lane];
                }
            }
            gradient[stage.bias().offset() + o] = sum;
        }
    }

    @Override
    public void setInputs(Passed passed, Shard worker, float[] gradient, int from, int to) {
        var groups = passed.groups;
        int positions = kernel.rows() * kernel.columns();
        for (int position = 0; position < positions; position++) {
            int row = at(position, from);
            Arrays.fill(gradient, row, row + (to - from) * kernel.outputs(), 0);
        }
        for (int i = 0; i < stage.forward().size(); i++) {
            var phase = stage.forward().get(i);
            int columns = phase.columns().taps().size();
            for (int tap = 0; tap < phase.taps(); tap++) {
                int at = phase.gradientAt() + (tap * kernel.inputs() + from) * kernel.gradientRow();
                sumGroups(groups, passed.groupCount, at, (to - from) * kernel.gradientRow());
                foldTap(phase, tap / columns, tap % columns, groups[0], at, gradient, from, to);
            }
        }
    }

    private static void sumGroups(float[][] groups, int count, int at, int length) {
        var sum = groups[0];
        for (int g = 1; g < count; g++) {
            var group = groups[g];
            for (int i = at; i < at + length; i++) {
                sum[i] += group[i];
            }
        }
    }

    private void foldTap(
            Phase phase, int rowTap, int columnTap, float[] sums, int at, float[] gradient, int from, int to) {
        var rows = phase.rows().taps().get(rowTap);
        var columns = phase.columns().taps().get(columnTap);
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < columns.size(); c++) {
                int target = at(rows.get(r) * kernel.columns() + columns.get(c), from);
                if (kernel.gradientsInLanes()) {
                    addLanes(sums, at, gradient, target, (to - from) * kernel.outputs());
                } else {
                    addRows(sums, at, gradient, target, to - from);
                }
            }
        }
    }

    private static void addLanes(float[] sums, int at, float[] gradient, int target, int weights) {
        for (int i = 0; i < weights; i++) {
            float sum = 0;
            for (int lane = 0; lane < Kernels.LANES; lane++) {
                sum += sums[at + i * Kernels.LANES + lane];
            }
            gradient[target + i] += sum;
        }
    }

    private void addRows(float[] sums, int at, float[] gradient, int target, int inputs) {
        for (int i = 0; i < inputs; i++) {
            int source = at + i * kernel.gradientRow();
            int row = target + i * kernel.outputs();
            for (int o = 0; o < kernel.outputs(); o++) {
                gradient[row + o] += sums[source + o];
            }
        }
    }

    private int at(int position, int input) {
        return stage.weight().offset() + (position * kernel.inputs() + input) * kernel.outputs();
    }
}
