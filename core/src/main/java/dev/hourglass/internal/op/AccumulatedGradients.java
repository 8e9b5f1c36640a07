package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Phase;
import dev.hourglass.internal.layout.WeightShape;
import java.util.Arrays;

/// The gradients of a convolution: adds up the groups' gradients, in their order, and folds phases and partial sums into gradients in file order.
final class AccumulatedGradients implements WeightGradients {
    private final LinearOp op;
    private final WeightShape shape;

    AccumulatedGradients(LinearOp op) {
        this.op = op;
        this.shape = op.shape();
    }

    @Override
    public void setBias(Gradients gradients, Workspace worker, float[] gradient) {
        var groups = gradients.groups;
        for (int o = 0; o < shape.outputs(); o++) {
            int at = op.biasGradientAt() + o * Kernels.LANES;
            float sum = 0;
            for (int g = 0; g < gradients.groupCount; g++) {
                for (int lane = 0; lane < Kernels.LANES; lane++) {
                    sum += groups[g][at + lane];
                }
            }
            gradient[op.bias().offset() + o] = sum;
        }
    }

    @Override
    public void setInputs(Gradients gradients, Workspace worker, float[] gradient, int from, int to) {
        var groups = gradients.groups;
        int positions = shape.rows() * shape.columns();
        for (int position = 0; position < positions; position++) {
            int row = at(position, from);
            Arrays.fill(gradient, row, row + (to - from) * shape.outputs(), 0);
        }
        for (int i = 0; i < op.forward().size(); i++) {
            var phase = op.forward().get(i);
            int columns = phase.columns().taps().size();
            for (int tap = 0; tap < phase.taps(); tap++) {
                int at = phase.gradientAt() + (tap * shape.inputs() + from) * shape.gradientRow();
                sumGroups(groups, gradients.groupCount, at, (to - from) * shape.gradientRow());
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
                int target = at(rows.get(r) * shape.columns() + columns.get(c), from);
                if (shape.gradientsInLanes()) {
                    addLanes(sums, at, gradient, target, (to - from) * shape.outputs());
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
            int source = at + i * shape.gradientRow();
            int row = target + i * shape.outputs();
            for (int o = 0; o < shape.outputs(); o++) {
                gradient[row + o] += sums[source + o];
            }
        }
    }

    private int at(int position, int input) {
        return op.weight().offset() + (position * shape.inputs() + input) * shape.outputs();
    }
}
