package dev.hourglass.internal.engine;

import dev.hourglass.internal.kernel.Ranking;
import dev.hourglass.internal.graph.Buffer;
import dev.hourglass.internal.graph.Variable;

/// Of each sample the `k` largest features stay, the first ones among equals, and the others become zero; gradients pass
/// where features did (Makhzani and Frey 2014).
final class TopKStep implements Step {
    private final int k;
    private final Variable in;
    private final Variable out;

    TopKStep(int k, Variable in, Variable out) {
        this.k = k;
        this.in = in;
        this.out = out;
    }

    @Override
    public void forward(Shard shard) {
        int lanes = shard.forward.lanes();
        for (int panel = 0; panel < shard.panels(); panel++) {
            rank(shard, panel, lanes);
            for (int y = 0; y < out.extent().height(); y++) {
                int from = in.value().at(panel, y, 0);
                int to = out.value().at(panel, y, 0);
                for (int i = 0; i < out.value().row(); i += lanes) {
                    keep(shard, from + i, to + i, lanes);
                }
            }
        }
    }

    /// Leaves each lane's lowest winning key in the shard's ranks, and behind them how many features with that key stay.
    private void rank(Shard shard, int panel, int lanes) {
        int at = in.value().at(panel, 0, 0);
        int features = in.extent().features();
        if (lanes == 1) {
            shard.ranks[0] = Ranking.kthLargest(shard.memory, at, features, features, features, k);
        } else {
            Ranking.kthLargestByLane(shard.memory, at, features, lanes, k, shard.ranks);
        }
        for (int lane = 0; lane < lanes; lane++) {
            shard.ranks[lanes + lane] = k;
        }
        for (int i = 0; i < features * lanes; i++) {
            int lane = i % lanes;
            shard.ranks[lanes + lane] -= Ranking.key(shard.memory[at + i]) > shard.ranks[lane] ? 1 : 0;
        }
    }

    private static void keep(Shard shard, int from, int to, int lanes) {
        var memory = shard.memory;
        var ranks = shard.ranks;
        for (int lane = 0; lane < lanes; lane++) {
            float value = memory[from + lane];
            int key = Ranking.key(value);
            boolean isLast = key == ranks[lane] && ranks[lanes + lane] > 0;
            ranks[lanes + lane] -= isLast ? 1 : 0;
            memory[to + lane] = key > ranks[lane] || isLast ? value : 0;
        }
    }

    @Override
    public void backward(Shard shard) {
        for (int panel = 0; panel < shard.panels(); panel++) {
            for (int y = 0; y < out.extent().height(); y++) {
                pass(shard, in, out, panel, y);
            }
        }
    }

    /// The gradient of the features that are the same after as before.
    static void pass(Shard shard, Variable in, Variable out, int panel, int y) {
        var memory = shard.memory;
        Buffer from = out.gradient();
        int before = in.value().at(panel, y, 0);
        int after = out.value().at(panel, y, 0);
        int gradient = from.at(panel, y, 0);
        int result = in.gradient().at(panel, y, 0);
        for (int i = 0; i < from.row(); i++) {
            memory[result + i] = memory[before + i] == memory[after + i] ? memory[gradient + i] : 0;
        }
    }
}
