package dev.hourglass.internal.engine;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Ranking;
import dev.hourglass.internal.graph.Variable;

/// While training, of each feature the winners of the batch stay and the other samples' values become zero; gradients pass
/// where values did (Makhzani and Frey 2015). [Winners] says who has won.
final class WinnerTakeAllStep implements Step {
    private final Variable in;
    private final Variable out;

    WinnerTakeAllStep(Variable in, Variable out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public void forward(Shard shard) {
        int features = out.value().row() / shard.forward.lanes();
        for (int panel = 0; panel < shard.panels(); panel++) {
            if (!shard.isTraining) {
                CopyStep.copy(shard.memory, in.value(), out.value(), panel);
                continue;
            }
            for (int y = 0; y < out.extent().height(); y++) {
                for (int i = 0; i < features; i++) {
                    keep(shard, panel, y * features + i, in.value().at(panel, y, 0) + i * Kernels.LANES,
                            out.value().at(panel, y, 0) + i * Kernels.LANES);
                }
            }
        }
    }

    private static void keep(Shard shard, int panel, int feature, int from, int to) {
        var memory = shard.memory;
        int lowest = shard.winningKeys[feature];
        int last = shard.lastWinners[feature] - (shard.firstPanel + panel) * Kernels.LANES;
        for (int lane = 0; lane < Kernels.LANES; lane++) {
            float value = memory[from + lane];
            int key = Ranking.key(value);
            memory[to + lane] = key > lowest || (key == lowest && lane <= last) ? value : 0;
        }
    }

    @Override
    public void backward(Shard shard) {
        for (int panel = 0; panel < shard.panels(); panel++) {
            for (int y = 0; y < out.extent().height(); y++) {
                TopKStep.pass(shard, in, out, panel, y);
            }
        }
    }
}
