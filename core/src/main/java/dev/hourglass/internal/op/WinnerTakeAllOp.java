package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Ranking;
import dev.hourglass.internal.layout.Variable;
import dev.hourglass.spec.latent.WinnerTakeAll;

/// While training, of each feature the winners of the batch stay and the other samples' values become zero; gradients pass
/// where values did (Makhzani and Frey 2015). [LifetimeSparsity] decides who has won.
public record WinnerTakeAllOp(WinnerTakeAll latent) implements UnaryOp {
    @Override
    public Executor on(Variable in, Variable out) {
        return new Selecting(in, out);
    }

    private static final class Selecting implements Executor {
        private final Variable in;
        private final Variable out;

        Selecting(Variable in, Variable out) {
            this.in = in;
            this.out = out;
        }

        @Override
        public void forward(Workspace workspace) {
            int features = out.value().row() / workspace.forward.lanes();
            for (int panel = 0; panel < workspace.panels(); panel++) {
                if (!workspace.batch.isTraining) {
                    CopyOp.copy(workspace.memory, in.value(), out.value(), panel);
                    continue;
                }
                for (int y = 0; y < out.extent().height(); y++) {
                    for (int i = 0; i < features; i++) {
                        keep(workspace, panel, y * features + i, in.value().at(panel, y, 0) + i * Kernels.LANES,
                                out.value().at(panel, y, 0) + i * Kernels.LANES);
                    }
                }
            }
        }

        private static void keep(Workspace workspace, int panel, int feature, int from, int to) {
            var memory = workspace.memory;
            int lowest = workspace.winningKeys[feature];
            int last = workspace.lastWinners[feature] - (workspace.batch.firstPanel + panel) * Kernels.LANES;
            for (int lane = 0; lane < Kernels.LANES; lane++) {
                float value = memory[from + lane];
                int key = Ranking.key(value);
                memory[to + lane] = key > lowest || (key == lowest && lane <= last) ? value : 0;
            }
        }

        @Override
        public void backward(Workspace workspace) {
            for (int panel = 0; panel < workspace.panels(); panel++) {
                for (int y = 0; y < out.extent().height(); y++) {
                    TopKOp.pass(workspace, in, out, panel, y);
                }
            }
        }
    }
}
