package dev.hourglass.internal.penalty;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Variable;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.penalty.L1Activity;

/// [L1Activity]: `weight |h|`; `dh = weight sign(h)`, 0 where the code is 0.
final class L1ActivityPenalty implements CodePenalty {
    private final float weight;
    private final Variable code;

    L1ActivityPenalty(Graph graph, L1Activity penalty) {
        this.weight = (float) penalty.weight();
        this.code = graph.code();
    }

    @Override
    public void addCosts(Workspace workspace) {
        var value = code.value();
        for (int panel = 0; panel < workspace.panels(); panel++) {
            for (int y = 0; y < value.extent().height(); y++) {
                int at = value.at(panel, y, 0);
                for (int i = 0; i < value.row(); i += Kernels.LANES) {
                    addCosts(workspace, panel * Kernels.LANES, at + i);
                }
            }
        }
    }

    private void addCosts(Workspace workspace, int first, int at) {
        for (int lane = 0; lane < Kernels.LANES; lane++) {
            workspace.sums.penalty[first + lane] = plusCost(
                    workspace.sums.penalty[first + lane], weight, workspace.memory[at + lane]);
        }
    }

    /// A sum, and what one number of a code costs.
    static float plusCost(float sum, float weight, float h) {
        return Math.fma(weight, Math.abs(h), sum);
    }

    @Override
    public void addGradients(Workspace workspace) {
        var gradient = code.gradient();
        for (int panel = 0; panel < workspace.panels(); panel++) {
            for (int y = 0; y < gradient.extent().height(); y++) {
                int at = gradient.at(panel, y, 0);
                int value = code.value().at(panel, y, 0);
                for (int i = 0; i < gradient.row(); i += Kernels.LANES) {
                    addGradients(workspace, panel * Kernels.LANES, value + i, at + i);
                }
            }
        }
    }

    private void addGradients(Workspace workspace, int first, int value, int at) {
        var memory = workspace.memory;
        for (int lane = 0; lane < Kernels.LANES; lane++) {
            float sign = Math.signum(memory[value + lane]);
            memory[at + lane] = Math.fma(weight * sign, workspace.sums.scale[first + lane], memory[at + lane]);
        }
    }
}
