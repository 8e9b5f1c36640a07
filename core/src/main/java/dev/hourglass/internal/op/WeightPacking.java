package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Packing;
import dev.hourglass.internal.layout.Phase;
import dev.hourglass.internal.layout.WeightShape;
import java.util.Arrays;
import java.util.List;

/// Brings the weights of an op from file order into the order of the kernels.
final class WeightPacking {
    private static final int EIGHT = 8;

    private final WeightShape shape;
    private final int weightAt;
    private final int biasAt;
    private final Packing packing;
    private final LinearOp op;
    private final List<Taps> straight;
    private final List<Taps> turned;

    /// For each tap of a phase, where the weights begin that it sums.
    private record Taps(Phase phase, int[][] positions) {}

    WeightPacking(LinearOp op) {
        this.op = op;
        this.shape = op.isTied() ? op.shape().transposed() : op.shape();
        this.weightAt = op.weight().offset();
        this.biasAt = op.bias().offset();
        this.packing = op.packing();
        this.straight = taps(op.isTied() ? op.backward() : op.forward());
        this.turned = taps(op.isTied() ? op.forward() : op.backward());
    }

    /// Packs everything.
    public void pack(float[] weights, float[] packed) {
        packBias(weights, packed);
        packInputs(weights, packed, 0, shape.inputs());
    }

    public void packBias(float[] weights, float[] packed) {
        int outputs = op.shape().outputs();
        for (int i = 0; i < op.forward().size(); i++) {
            var phase = op.forward().get(i);
            int inputs = phase.taps() * op.shape().inputs();
            for (int o = 0, block; o < outputs; o += block) {
                block = packing.block(outputs - o);
                System.arraycopy(
                        weights, biasAt + o, packed, phase.packedAt() + packing.blockAt(o, inputs),
                        Math.min(block, outputs - o));
            }
        }
    }

    /// Packs the weights of some inputs, in every phase; of some outputs, where the op is tied.
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

    private void packStraight(Taps taps, float[] weights, float[] packed, int from, int to) {
        var phase = taps.phase;
        int inputs = phase.taps() * shape.inputs();
        for (int tap = 0; tap < phase.taps(); tap++) {
            var positions = taps.positions[tap];
            int k = tap * shape.inputs() + from;
            for (int o = 0, block; o < shape.outputs(); o += block) {
                block = packing.block(shape.outputs() - o);
                int target = phase.packedAt() + packing.blockAt(o, inputs) + block + k * block;
                int present = Math.min(block, shape.outputs() - o);
                int source = from * shape.outputs() + o;
                copyRows(present, block, to - from, weights, positions[0] + source, packed, target);
                for (int p = 1; p < positions.length; p++) {
                    addRows(present, block, to - from, weights, positions[p] + source, packed, target);
                }
            }
        }
    }

    private void copyRows(int present, int block, int rows, float[] weights, int at, float[] packed, int target) {
        int outputs = shape.outputs();
        if (present == EIGHT && block == EIGHT) {
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

    private void addRows(int present, int block, int rows, float[] weights, int at, float[] packed, int target) {
        int outputs = shape.outputs();
        for (int i = 0; i < rows; i++) {
            for (int r = 0; r < present; r++) {
                packed[target + i * block + r] += weights[at + i * outputs + r];
            }
        }
    }

    private void packTurned(Taps taps, float[] weights, float[] packed, int from, int to) {
        var phase = taps.phase;
        int inputs = phase.taps() * shape.outputs();
        for (int tap = 0; tap < phase.taps(); tap++) {
            var positions = taps.positions[tap];
            for (int i = from, block; i < to; i += block) {
                block = packing.block(shape.inputs() - i);
                int target = phase.packedAt() + packing.blockAt(i, inputs) + block + tap * shape.outputs() * block;
                for (int r = 0; r < Math.min(block, to - i); r++) {
                    packRow(weights, positions, (i + r) * shape.outputs(), packed, target + r, block);
                }
            }
        }
    }

    /// The weights of one input to all outputs, `step` apart.
    private void packRow(float[] weights, int[] positions, int row, float[] packed, int at, int step) {
        for (int o = 0; o < shape.outputs(); o++) {
            float sum = weights[positions[0] + row + o];
            for (int p = 1; p < positions.length; p++) {
                sum += weights[positions[p] + row + o];
            }
            packed[at + o * step] = sum;
        }
    }

    private List<Taps> taps(List<Phase> phases) {
        return phases.stream().map(this::taps).toList();
    }

    private Taps taps(Phase phase) {
        int columns = phase.columns().taps().size();
        var positions = new int[phase.taps()][];
        Arrays.setAll(positions, tap -> positions(phase, tap / columns, tap % columns));
        return new Taps(phase, positions);
    }

    private int[] positions(Phase phase, int rowTap, int columnTap) {
        List<Integer> rows = phase.rows().taps().get(rowTap);
        List<Integer> columns = phase.columns().taps().get(columnTap);
        var positions = new int[rows.size() * columns.size()];
        for (int i = 0; i < positions.length; i++) {
            int position = rows.get(i / columns.size()) * shape.columns() + columns.get(i % columns.size());
            positions[i] = weightAt + position * shape.inputs() * shape.outputs();
        }
        return positions;
    }
}
