package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Ranking;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Variable;

/// Of each sample the `k` largest features stay, the first ones among equals, and the others become zero; gradients pass
/// where features did (Makhzani and Frey 2014).
public record TopKOp(int k) implements UnaryOp {
    @Override
    public Executor on(Variable in, Variable out) {
        return new Selecting(k, in, out);
    }

    private static final class Selecting implements Executor {
        private final int k;
        private final Variable in;
        private final Variable out;

        Selecting(int k, Variable in, Variable out) {
            this.k = k;
            this.in = in;
            this.out = out;
        }

        @Override
        public void forward(Workspace workspace) {
            int lanes = workspace.forward.lanes();
            for (int panel = 0; panel < workspace.panels(); panel++) {
                rank(workspace, panel, lanes);
                for (int y = 0; y < out.extent().height(); y++) {
                    int from = in.value().at(panel, y, 0);
                    int to = out.value().at(panel, y, 0);
                    for (int i = 0; i < out.value().row(); i += lanes) {
                        keep(workspace, from + i, to + i, lanes);
                    }
                }
            }
        }

        /// Leaves each lane's lowest winning key in the micro-batch's ranks, and behind them how many features with that key stay.
        private void rank(Workspace workspace, int panel, int lanes) {
            int at = in.value().at(panel, 0, 0);
            int features = in.extent().features();
            if (lanes == 1) {
                workspace.ranks[0] = Ranking.kthLargest(workspace.memory, at, features, features, features, k);
            } else {
                Ranking.kthLargestByLane(workspace.memory, at, features, lanes, k, workspace.ranks);
            }
            for (int lane = 0; lane < lanes; lane++) {
                workspace.ranks[lanes + lane] = k;
            }
            for (int i = 0; i < features * lanes; i++) {
                int lane = i % lanes;
                workspace.ranks[lanes + lane] -= Ranking.key(workspace.memory[at + i]) > workspace.ranks[lane] ? 1 : 0;
            }
        }

        private static void keep(Workspace workspace, int from, int to, int lanes) {
            var memory = workspace.memory;
            var ranks = workspace.ranks;
            for (int lane = 0; lane < lanes; lane++) {
                float value = memory[from + lane];
                int key = Ranking.key(value);
                boolean isLast = key == ranks[lane] && ranks[lanes + lane] > 0;
                ranks[lanes + lane] -= isLast ? 1 : 0;
                memory[to + lane] = key > ranks[lane] || isLast ? value : 0;
            }
        }

        @Override
        public void backward(Workspace workspace) {
            for (int panel = 0; panel < workspace.panels(); panel++) {
                for (int y = 0; y < out.extent().height(); y++) {
                    pass(workspace, in, out, panel, y);
                }
            }
        }
    }

    /// The gradient of the features that are the same after as before.
    static void pass(Workspace workspace, Variable in, Variable out, int panel, int y) {
        var memory = workspace.memory;
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
