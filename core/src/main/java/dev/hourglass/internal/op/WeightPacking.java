package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Packing;
import dev.hourglass.internal.layout.PackedWeights;
import dev.hourglass.internal.layout.WeightShape;
import dev.hourglass.internal.layout.WeightSum;
import java.util.Arrays;
import java.util.List;

/// Brings the weights of an op from file order into the order of the kernels.
final class WeightPacking {
    private static final int EIGHT = 8;

    private final WeightShape shape;
    private final int weightAt;
    private final int biasAt;
    private final Packing packing;
    private final WeightedOp op;
    private final List<PackedWeights> biased;
    private final List<Matrices> straight;
    private final List<Matrices> turned;

    /// The matrices of a kernel, one for each tap.
    private record Matrices(int packedAt, List<Sum> taps) {}

    /// Where the weights of a matrix begin, and their factors.
    private static final class Sum {
        final int[] at;
        final float[] factors;

        Sum(WeightSum sum, int weightAt, int weights) {
            at = new int[sum.terms().size()];
            factors = new float[at.length];
            Arrays.setAll(at, i -> weightAt + sum.terms().get(i).position() * weights);
            for (int i = 0; i < factors.length; i++) {
                factors[i] = sum.terms().get(i).factor();
            }
        }
    }

    WeightPacking(WeightedOp op) {
        this.op = op;
        this.shape = op.isTied() ? op.shape().transposed() : op.shape();
        this.weightAt = op.weight().offset();
        this.biasAt = op.bias().offset();
        this.packing = op.packing();
        this.biased = op.forwardWeights().stream().filter(PackedWeights::hasBias).toList();
        this.straight = matrices(op.isTied() ? op.backwardWeights() : op.forwardWeights());
        this.turned = matrices(op.isTied() ? op.forwardWeights() : op.backwardWeights());
    }

    private List<Matrices> matrices(List<PackedWeights> kernels) {
        int weights = shape.inputs() * shape.outputs();
        return kernels.stream()
                .map(kernel -> new Matrices(
                        kernel.at(),
                        kernel.taps().stream().map(sum -> new Sum(sum, weightAt, weights)).toList()))
                .toList();
    }

    /// Packs everything.
    public void pack(float[] weights, float[] packed) {
        packBias(weights, packed);
        packInputs(weights, packed, 0, shape.inputs());
    }

    public void packBias(float[] weights, float[] packed) {
        int outputs = op.shape().outputs();
        for (int i = 0; i < biased.size(); i++) {
            var kernel = biased.get(i);
            int inputs = kernel.taps().size() * op.shape().inputs();
            for (int o = 0, block; o < outputs; o += block) {
                block = packing.block(outputs - o);
                System.arraycopy(
                        weights, biasAt + o, packed, kernel.at() + packing.blockAt(o, inputs),
                        Math.min(block, outputs - o));
            }
        }
    }

    /// Packs the weights of some inputs, for every kernel; of some outputs, where the op is tied.
    ///
    /// @param from a multiple of the packing's longest block
    /// @param to likewise, or the number of inputs
    public void packInputs(float[] weights, float[] packed, int from, int to) {
        for (int i = 0; i < straight.size(); i++) {
            packStraight(straight.get(i), weights, packed, from, to);
        }
        for (int i = 0; i < turned.size(); i++) {
            packTurned(turned.get(i), weights, packed, from, to);
        }
    }

    private void packStraight(Matrices matrices, float[] weights, float[] packed, int from, int to) {
        int inputs = matrices.taps.size() * shape.inputs();
        for (int tap = 0; tap < matrices.taps.size(); tap++) {
            var sum = matrices.taps.get(tap);
            if (sum.at.length == 0) {
                continue; // its weights are 0, as all that was never packed
            }
            int k = tap * shape.inputs() + from;
            for (int o = 0, block; o < shape.outputs(); o += block) {
                block = packing.block(shape.outputs() - o);
                int target = matrices.packedAt + packing.blockAt(o, inputs) + block + k * block;
                int present = Math.min(block, shape.outputs() - o);
                int source = from * shape.outputs() + o;
                setRows(present, block, to - from, sum.factors[0], weights, sum.at[0] + source, packed, target);
                for (int i = 1; i < sum.at.length; i++) {
                    addRows(present, block, to - from, sum.factors[i], weights, sum.at[i] + source, packed, target);
                }
            }
        }
    }

    private void setRows(int present, int block, int rows, float factor, float[] weights, int at, float[] packed,
            int target) {
        int outputs = shape.outputs();
        if (factor != 1) {
            for (int i = 0; i < rows; i++) {
                for (int r = 0; r < present; r++) {
                    packed[target + i * block + r] = factor * weights[at + i * outputs + r];
                }
            }
        } else if (present == EIGHT && block == EIGHT) {
            // A length that the JIT knows is two moves, another one is a call.
            for (int i = 0; i < rows; i++) {
                System.arraycopy(weights, at + i * outputs, packed, target + i * EIGHT, EIGHT);
            }
        } else {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(weights, at + i * outputs, packed, target + i * block, present);
            }
        }
    }

    private void addRows(int present, int block, int rows, float factor, float[] weights, int at, float[] packed,
            int target) {
        int outputs = shape.outputs();
        for (int i = 0; i < rows; i++) {
            for (int r = 0; r < present; r++) {
                int t = target + i * block + r;
                packed[t] = Math.fma(factor, weights[at + i * outputs + r], packed[t]);
            }
        }
    }

    private void packTurned(Matrices matrices, float[] weights, float[] packed, int from, int to) {
        int inputs = matrices.taps.size() * shape.outputs();
        for (int tap = 0; tap < matrices.taps.size(); tap++) {
            var sum = matrices.taps.get(tap);
            if (sum.at.length == 0) {
                continue;
            }
            for (int i = from, block; i < to; i += block) {
                block = packing.block(shape.inputs() - i);
                int target = matrices.packedAt + packing.blockAt(i, inputs) + block + tap * shape.outputs() * block;
                for (int r = 0; r < Math.min(block, to - i); r++) {
                    packRow(weights, sum, (i + r) * shape.outputs(), packed, target + r, block);
                }
            }
        }
    }

    /// The weights of one input to all outputs, `step` apart.
    private void packRow(float[] weights, Sum sum, int row, float[] packed, int at, int step) {
        int[] positions = sum.at;
        float[] factors = sum.factors;
        for (int o = 0; o < shape.outputs(); o++) {
            float total = factors[0] * weights[positions[0] + row + o];
            for (int p = 1; p < positions.length; p++) {
                total = Math.fma(factors[p], weights[positions[p] + row + o], total);
            }
            packed[at + o * step] = total;
        }
    }
}
