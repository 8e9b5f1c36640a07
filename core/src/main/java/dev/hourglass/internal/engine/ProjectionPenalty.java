package dev.hourglass.internal.engine;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.graph.Buffer;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.graph.Variable;
import dev.hourglass.spec.ContractiveProjection;

/// [ContractiveProjection]: with `d = code(x + step v) - code(x)` it costs `weight d² / step²`; so the code of the moved input
/// has the gradient `2 weight d / step²`, and that of the input the opposite.
///
/// A shard first goes through the encoder with moved inputs ([#keep]), then as always, and at last through the encoder and
/// back with moved inputs once more ([#set]).
final class ProjectionPenalty implements CodePenalty {
    private final float weight;
    private final Buffer input;
    private final Variable code;
    private final float step;

    ProjectionPenalty(Graph plan, ContractiveProjection penalty) {
        this.weight = (float) (penalty.weight() / (penalty.step() * penalty.step()));
        this.step = (float) penalty.step();
        this.input = plan.input().value();
        this.code = plan.code();
    }

    /// Moves a shard's inputs, each in its own direction.
    void move(Shard shard) {
        move(shard, input, step, shard.twin.row);
    }

    /// @param row takes one row of a panel meanwhile
    static void move(Shard shard, Buffer input, float step, float[] row) {
        int features = input.row() / Kernels.LANES;
        for (int panel = 0; panel < shard.panels(); panel++) {
            var keys = shard.keys(panel, Noise.DIRECTION);
            for (int y = 0; y < input.extent().height(); y++) {
                int at = input.at(panel, y, 0);
                System.arraycopy(shard.memory, at, row, 0, input.row());
                shard.kernels.addNoise(
                        keys, y * features, features, step, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, row, 0,
                        shard.memory, at);
            }
        }
    }

    /// Keeps the codes of the moved inputs.
    void keep(Shard shard) {
        var value = code.value();
        int to = 0;
        for (int panel = 0; panel < shard.panels(); panel++) {
            for (int y = 0; y < value.extent().height(); y++, to += value.row()) {
                System.arraycopy(shard.memory, value.at(panel, y, 0), shard.twin.codes, to, value.row());
            }
        }
    }

    @Override
    public void addCosts(Shard shard) {
        var differences = shard.twin.codes;
        var value = code.value();
        int to = 0;
        for (int panel = 0; panel < shard.panels(); panel++) {
            for (int y = 0; y < value.extent().height(); y++, to += value.row()) {
                int at = value.at(panel, y, 0);
                for (int i = 0; i < value.row(); i++) {
                    float difference = differences[to + i] - shard.memory[at + i];
                    int lane = panel * Kernels.LANES + i % Kernels.LANES;
                    differences[to + i] = difference;
                    shard.penalty[lane] = Math.fma(weight * difference, difference, shard.penalty[lane]);
                }
            }
        }
    }

    @Override
    public void addGradients(Shard shard) {
        addGradients(shard, -2 * weight);
    }

    /// Sets the gradient of the moved inputs' codes.
    void set(Shard shard) {
        var gradient = code.gradient();
        for (int panel = 0; panel < shard.panels(); panel++) {
            shard.clear(gradient, panel);
        }
        addGradients(shard, 2 * weight);
    }

    private void addGradients(Shard shard, float factor) {
        var gradient = code.gradient();
        int from = 0;
        for (int panel = 0; panel < shard.panels(); panel++) {
            for (int y = 0; y < gradient.extent().height(); y++, from += gradient.row()) {
                int at = gradient.at(panel, y, 0);
                for (int i = 0; i < gradient.row(); i++) {
                    float scale = factor * shard.scale[panel * Kernels.LANES + i % Kernels.LANES];
                    shard.memory[at + i] = Math.fma(scale, shard.twin.codes[from + i], shard.memory[at + i]);
                }
            }
        }
    }
}
