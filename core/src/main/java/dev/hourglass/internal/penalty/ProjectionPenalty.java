package dev.hourglass.internal.penalty;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Variable;
import dev.hourglass.internal.op.Noise;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.penalty.ContractiveProjection;

/// [ContractiveProjection]: with `d = code(x + step v) - code(x)` it costs `weight d² / step²`; so the code of the perturbed input
/// has the gradient `2 weight d / step²`, and that of the input the opposite.
///
/// A micro-batch first goes through the encoder with perturbed inputs ([#keep]), then as always, and at last through the encoder and
/// back with perturbed inputs once more ([#set]).
public final class ProjectionPenalty implements CodePenalty {
    private final float weight;
    private final Buffer input;
    private final Variable code;
    private final float step;

    ProjectionPenalty(Graph graph, ContractiveProjection penalty) {
        this.weight = weight(penalty);
        this.step = (float) penalty.step();
        this.input = graph.input().value();
        this.code = graph.code();
    }

    /// What squared differences are multiplied by.
    static float weight(ContractiveProjection penalty) {
        return (float) (penalty.weight() / (penalty.step() * penalty.step()));
    }

    /// Perturbs a micro-batch's inputs, each in its own direction.
    public void perturb(Workspace workspace) {
        perturb(workspace, input, step, workspace.perturbed.row);
    }

    /// @param row takes one row of a panel meanwhile
    public static void perturb(Workspace workspace, Buffer input, float step, float[] row) {
        int features = input.row() / Kernels.LANES;
        for (int panel = 0; panel < workspace.panels(); panel++) {
            var keys = workspace.batch.keys(panel, Noise.DIRECTION);
            for (int y = 0; y < input.extent().height(); y++) {
                int at = input.at(panel, y, 0);
                System.arraycopy(workspace.memory, at, row, 0, input.row());
                workspace.kernels.addNoise(
                        keys, y * features, features, step, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, row, 0,
                        workspace.memory, at);
            }
        }
    }

    /// Keeps the codes of the perturbed inputs.
    public void keep(Workspace workspace) {
        var value = code.value();
        int to = 0;
        for (int panel = 0; panel < workspace.panels(); panel++) {
            for (int y = 0; y < value.extent().height(); y++, to += value.row()) {
                System.arraycopy(workspace.memory, value.at(panel, y, 0), workspace.perturbed.codes, to, value.row());
            }
        }
    }

    @Override
    public void addCosts(Workspace workspace) {
        var differences = workspace.perturbed.codes;
        var value = code.value();
        int to = 0;
        for (int panel = 0; panel < workspace.panels(); panel++) {
            for (int y = 0; y < value.extent().height(); y++, to += value.row()) {
                int at = value.at(panel, y, 0);
                for (int i = 0; i < value.row(); i++) {
                    float difference = differences[to + i] - workspace.memory[at + i];
                    int lane = panel * Kernels.LANES + i % Kernels.LANES;
                    differences[to + i] = difference;
                    workspace.sums.penalty[lane] = plusCost(workspace.sums.penalty[lane], weight, difference);
                }
            }
        }
    }

    /// A sum, and what one number of a code costs.
    ///
    /// @param difference of the perturbed input's code from the input's
    static float plusCost(float sum, float weight, float difference) {
        return Math.fma(weight * difference, difference, sum);
    }

    @Override
    public void addGradients(Workspace workspace) {
        addGradients(workspace, -2 * weight);
    }

    /// Sets the gradient of the perturbed inputs' codes.
    public void set(Workspace workspace) {
        var gradient = code.gradient();
        for (int panel = 0; panel < workspace.panels(); panel++) {
            workspace.clear(gradient, panel);
        }
        addGradients(workspace, 2 * weight);
    }

    private void addGradients(Workspace workspace, float factor) {
        var gradient = code.gradient();
        int from = 0;
        for (int panel = 0; panel < workspace.panels(); panel++) {
            for (int y = 0; y < gradient.extent().height(); y++, from += gradient.row()) {
                int at = gradient.at(panel, y, 0);
                for (int i = 0; i < gradient.row(); i++) {
                    float scale = factor * workspace.sums.scale[panel * Kernels.LANES + i % Kernels.LANES];
                    workspace.memory[at + i] = Math.fma(scale, workspace.perturbed.codes[from + i],
                            workspace.memory[at + i]);
                }
            }
        }
    }
}
