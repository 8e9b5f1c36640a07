package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Packing;
import dev.hourglass.internal.layout.PackedWeights;
import dev.hourglass.internal.layout.WeightShape;
import dev.hourglass.internal.layout.WeightSum;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Brings the weights of an op from file order into the order of the kernels.
final class WeightPacking {
    private static final int EIGHT = 8;
    private static final int TWELVE = 12;

    private final WeightShape shape;
    private final int weightAt;
    private final int biasAt;
    private final Packing packing;
    private final WeightedOp op;
    private final List<PackedWeights> biased;
    private final List<Matrices> straight;
    private final List<Matrices> turned;
    /// A matrix of sums of weights, of which each slice of inputs is used by one thread.
    private final float[] sums;

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

        /// Whether it is a weight as it stands.
        boolean isWeight() {
            return at.length == 1 && factors[0] == 1;
        }

        /// Where a number of the matrix is, in the weights or in their sums.
        int source(int index) {
            return isWeight() ? at[0] + index : index;
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
        boolean hasSums = Stream.concat(straight.stream(), turned.stream())
                .flatMap(matrices -> matrices.taps().stream())
                .anyMatch(sum -> sum.at.length > 0 && !sum.isWeight());
        this.sums = new float[hasSums ? shape.inputs() * shape.outputs() : 0];
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
            var source = summed(sum, weights, from, to);
            int k = tap * shape.inputs() + from;
            for (int o = 0, block; o < shape.outputs(); o += block) {
                block = packing.block(shape.outputs() - o);
                int target = matrices.packedAt + packing.blockAt(o, inputs) + block + k * block;
                int present = Math.min(block, shape.outputs() - o);
                copyRows(present, block, to - from, source, sum.source(from * shape.outputs() + o), packed, target);
            }
        }
    }

    private void copyRows(int present, int block, int rows, float[] source, int at, float[] packed, int target) {
        int outputs = shape.outputs();
        // A length that the JIT knows is one or two moves, another one is a call.
        if (present == EIGHT && block == EIGHT) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(source, at + i * outputs, packed, target + i * EIGHT, EIGHT);
            }
        } else if (present == TWELVE && block == TWELVE) {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(source, at + i * outputs, packed, target + i * TWELVE, TWELVE);
            }
        } else {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(source, at + i * outputs, packed, target + i * block, present);
            }
        }
    }

    /// The weights themselves, or the sums of those of some inputs.
    private float[] summed(Sum sum, float[] weights, int from, int to) {
        if (sum.isWeight()) {
            return weights;
        }
        int begin = from * shape.outputs();
        int count = (to - from) * shape.outputs();
        multiply(sum.factors[0], weights, sum.at[0] + begin, sums, begin, count);
        for (int i = 1; i < sum.at.length; i++) {
            add(sum.factors[i], weights, sum.at[i] + begin, sums, begin, count);
        }
        return sums;
    }

    private static void multiply(float factor, float[] from, int at, float[] to, int target, int count) {
        for (int i = 0; i < count; i++) to[target + i] = factor * from[at + i];
    }

    private static void add(float factor, float[] from, int at, float[] to, int target, int count) {
        for (int i = 0; i < count; i++) to[target + i] = Math.fma(factor, from[at + i], to[target + i]);
    }

    private void packTurned(Matrices matrices, float[] weights, float[] packed, int from, int to) {
        int inputs = matrices.taps.size() * shape.outputs();
        for (int tap = 0; tap < matrices.taps.size(); tap++) {
            var sum = matrices.taps.get(tap);
            if (sum.at.length == 0) {
                continue;
            }
            var source = summed(sum, weights, from, to);
            for (int i = from, block; i < to; i += block) {
                block = packing.block(shape.inputs() - i);
                int target = matrices.packedAt + packing.blockAt(i, inputs) + block + tap * shape.outputs() * block;
                for (int r = 0; r < Math.min(block, to - i); r++) {
                    int row = sum.source((i + r) * shape.outputs());
                    for (int o = 0; o < shape.outputs(); o++) packed[target + r + o * block] = source[row + o];
                }
            }
        }
    }
}
