package dev.hourglass.internal.engine;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.graph.Variable;
import dev.hourglass.spec.L1Activity;

/// [L1Activity]: `weight |h|`; `dh = weight sign(h)`, 0 where the code is 0.
final class L1ActivityPenalty implements CodePenalty {
    private final float weight;
    private final Variable code;

    L1ActivityPenalty(Graph plan, L1Activity penalty) {
        this.weight = (float) penalty.weight();
        this.code = plan.code();
    }

    @Override
    public void addCosts(Shard shard) {
        var value = code.value();
        for (int panel = 0; panel < shard.panels(); panel++) {
            for (int y = 0; y < value.extent().height(); y++) {
                int at = value.at(panel, y, 0);
                for (int i = 0; i < value.row(); i += Kernels.LANES) {
                    addCosts(shard, panel * Kernels.LANES, at + i);
                }
            }
        }
    }

    private void addCosts(Shard shard, int first, int at) {
        for (int lane = 0; lane < Kernels.LANES; lane++) {
            shard.penalty[first + lane] = Math.fma(
                    weight, Math.abs(shard.memory[at + lane]), shard.penalty[first + lane]);
        }
    }

    @Override
    public void addGradients(Shard shard) {
        var gradient = code.gradient();
        for (int panel = 0; panel < shard.panels(); panel++) {
            for (int y = 0; y < gradient.extent().height(); y++) {
                int at = gradient.at(panel, y, 0);
                int value = code.value().at(panel, y, 0);
                for (int i = 0; i < gradient.row(); i += Kernels.LANES) {
                    addGradients(shard, panel * Kernels.LANES, value + i, at + i);
                }
            }
        }
    }

    private void addGradients(Shard shard, int first, int value, int at) {
        var memory = shard.memory;
        for (int lane = 0; lane < Kernels.LANES; lane++) {
            float sign = Math.signum(memory[value + lane]);
            memory[at + lane] = Math.fma(weight * sign, shard.scale[first + lane], memory[at + lane]);
        }
    }
}
