package dev.hourglass.internal.engine;

import dev.hourglass.internal.kernel.Packing;
import dev.hourglass.internal.graph.Phase;
import dev.hourglass.internal.graph.Stage;
import java.util.Arrays;
import java.util.List;

/// Brings the weights of a stage from file order into the order of the kernels.
final class Packer {
    private final Stage.WeightShape kernel;
    private final int weightAt;
    private final int biasAt;
    private final Stage.Linear stage;
    private final List<Taps> straight;
    private final List<Taps> turned;

    /// For each tap of a phase, where the weights begin that it sums.
    private record Taps(Phase phase, int[][] positions) {}

    Packer(Stage.Linear stage) {
        this.stage = stage;
        this.kernel = stage.isTied() ? stage.kernel().turned() : stage.kernel();
        this.weightAt = stage.weight().offset();
        this.biasAt = stage.bias().offset();
        this.straight = taps(stage.isTied() ? stage.backward() : stage.forward());
        this.turned = taps(stage.isTied() ? stage.forward() : stage.backward());
    }

    /// Packs everything.
    void pack(float[] weights, float[] packed) {
        packBias(weights, packed);
        packInputs(weights, packed, 0, kernel.inputs());
    }

    void packBias(float[] weights, float[] packed) {
        int outputs = stage.kernel().outputs();
        for (int i = 0; i < stage.forward().size(); i++) {
            var phase = stage.forward().get(i);
            int inputs = phase.taps() * stage.kernel().inputs();
            for (int o = 0, block; o < outputs; o += block) {
                block = Packing.block(outputs - o);
                System.arraycopy(weights, biasAt + o, packed, phase.packedAt() + Packing.blockAt(o, inputs), block);
            }
        }
    }

    /// Packs the weights of some inputs, in every phase; of some outputs, where the stage is tied.
    ///
    /// @param from a multiple of [Packing#BLOCK]
    /// @param to likewise, or the number of inputs
    void packInputs(float[] weights, float[] packed, int from, int to) {
        for (int i = 0; i < straight.size(); i++) {
            packStraight(straight.get(i), weights, packed, from, to);
        }
        for (int i = 0; i < turned.size(); i++) {
            packTurned(turned.get(i), weights, packed, from, to);
        }
    }

    private void packStraight(Taps taps, float[] weights, float[] packed, int from, int to) {
        var phase = taps.phase;
        int inputs = phase.taps() * kernel.inputs();
        for (int tap = 0; tap < phase.taps(); tap++) {
            var positions = taps.positions[tap];
            int k = tap * kernel.inputs() + from;
            for (int o = 0, block; o < kernel.outputs(); o += block) {
                block = Packing.block(kernel.outputs() - o);
                int target = phase.packedAt() + Packing.blockAt(o, inputs) + block + k * block;
                int source = from * kernel.outputs() + o;
                copyRows(block, to - from, weights, positions[0] + source, packed, target);
                for (int p = 1; p < positions.length; p++) {
                    addRows(block, to - from, weights, positions[p] + source, packed, target);
                }
            }
        }
    }

    private void copyRows(int block, int rows, float[] weights, int at, float[] packed, int target) {
        int outputs = kernel.outputs();
        if (block == Packing.BLOCK) {
            // A length that the JIT knows is two moves, another one is a call.
            for (int i = 0; i < rows; i++) {
                System.arraycopy(weights, at + i * outputs, packed, target + i * Packing.BLOCK, Packing.BLOCK);
            }
        } else {
            for (int i = 0; i < rows; i++) {
                System.arraycopy(weights, at + i * outputs, packed, target + i * block, block);
            }
        }
    }

    private void addRows(int block, int rows, float[] weights, int at, float[] packed, int target) {
        int outputs = kernel.outputs();
        for (int i = 0; i < rows; i++) {
            for (int r = 0; r < block; r++) {
                packed[target + i * block + r] += weights[at + i * outputs + r];
            }
        }
    }

    private void packTurned(Taps taps, float[] weights, float[] packed, int from, int to) {
        var phase = taps.phase;
        int inputs = phase.taps() * kernel.outputs();
        for (int tap = 0; tap < phase.taps(); tap++) {
            var positions = taps.positions[tap];
            for (int i = from, block; i < to; i += block) {
                block = Packing.block(kernel.inputs() - i);
                int target = phase.packedAt() + Packing.blockAt(i, inputs) + block + tap * kernel.outputs() * block;
                for (int r = 0; r < block; r++) {
                    packRow(weights, positions, (i + r) * kernel.outputs(), packed, target + r, block);
                }
            }
        }
    }

    /// The weights of one input to all outputs, `step` apart.
    private void packRow(float[] weights, int[] positions, int row, float[] packed, int at, int step) {
        for (int o = 0; o < kernel.outputs(); o++) {
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
            int position = rows.get(i / columns.size()) * kernel.columns() + columns.get(i % columns.size());
            positions[i] = weightAt + position * kernel.inputs() * kernel.outputs();
        }
        return positions;
    }
}
