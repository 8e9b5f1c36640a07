package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.PackedWeights;
import dev.hourglass.internal.layout.WeightShape;
import dev.hourglass.internal.layout.WeightSum;
import java.util.Arrays;
import java.util.List;

/// The gradients of a convolution: adds up the groups' gradients, in their order, and folds taps and partial sums into gradients in file order.
final class AccumulatedGradients implements WeightGradients {
    private final WeightedOp op;
    private final WeightShape shape;
    private final List<PackedWeights> kernels;

    AccumulatedGradients(WeightedOp op) {
        this.op = op;
        this.shape = op.shape();
        this.kernels = op.forwardWeights();
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
        for (int i = 0; i < kernels.size(); i++) {
            var kernel = kernels.get(i);
            for (int tap = 0; tap < kernel.taps().size(); tap++) {
                int at = kernel.gradientAt() + (tap * shape.inputs() + from) * shape.gradientRow();
                sumGroups(groups, gradients.groupCount, at, (to - from) * shape.gradientRow());
                foldTap(kernel.taps().get(tap), groups[0], at, gradient, from, to);
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

    private void foldTap(WeightSum tap, float[] sums, int at, float[] gradient, int from, int to) {
        for (int i = 0; i < tap.terms().size(); i++) {
            var term = tap.terms().get(i);
            int target = at(term.position(), from);
            if (shape.gradientsInLanes()) {
                addLanes(term.factor(), sums, at, gradient, target, (to - from) * shape.outputs());
            } else {
                addRows(term.factor(), sums, at, gradient, target, to - from);
            }
        }
    }

    private static void addLanes(float factor, float[] sums, int at, float[] gradient, int target, int weights) {
        for (int i = 0; i < weights; i++) {
            float sum = 0;
            for (int lane = 0; lane < Kernels.LANES; lane++) {
                sum += sums[at + i * Kernels.LANES + lane];
            }
            gradient[target + i] = Math.fma(factor, sum, gradient[target + i]);
        }
    }

    private void addRows(float factor, float[] sums, int at, float[] gradient, int target, int inputs) {
        for (int i = 0; i < inputs; i++) {
            int source = at + i * shape.gradientRow();
            int row = target + i * shape.outputs();
            for (int o = 0; o < shape.outputs(); o++) {
                gradient[row + o] = Math.fma(factor, sums[source + o], gradient[row + o]);
            }
        }
    }

    private int at(int position, int input) {
        return op.weight().offset() + (position * shape.inputs() + input) * shape.outputs();
    }
}
