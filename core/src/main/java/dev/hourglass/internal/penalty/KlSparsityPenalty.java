package dev.hourglass.internal.penalty;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.penalty.KlSparsity;

/// [KlSparsity]: `beta KL(rho, m)` for each mean `m` of the batch; `dh = beta ((1 - rho) / (1 - m) - rho / m) / samples`.
final class KlSparsityPenalty implements CodePenalty {
    private final KlSparsity penalty;
    private final MeanActivations activations;
    private final Buffer gradient;
    /// For each number of the code, the derivative by its mean.
    private final float[] slopes;
    private double cost;

    KlSparsityPenalty(Graph graph, KlSparsity penalty, MeanActivations activations) {
        this.penalty = penalty;
        this.activations = activations;
        this.gradient = graph.code().gradient();
        this.slopes = new float[gradient.extent().features()];
    }

    @Override
    public void begin() {
        var means = activations.means();
        cost = cost(penalty, means);
        for (int f = 0; f < slopes.length; f++) {
            slopes[f] = (float) (penalty.beta() * penalty.slope(means[f]));
        }
    }

    /// @param means of each number of the code
    static double cost(KlSparsity penalty, double[] means) {
        double sum = 0;
        for (double mean : means) {
            sum += penalty.beta() * penalty.divergence(mean);
        }
        return sum;
    }

    @Override
    public double ofBatch() {
        return cost;
    }

    @Override
    public void addGradients(Workspace workspace) {
        int features = gradient.row() / Kernels.LANES;
        for (int panel = 0; panel < workspace.panels(); panel++) {
            for (int y = 0; y < gradient.extent().height(); y++) {
                int at = gradient.at(panel, y, 0);
                for (int i = 0; i < features; i++) {
                    add(workspace, panel * Kernels.LANES, slopes[y * features + i], at + i * Kernels.LANES);
                }
            }
        }
    }

    private static void add(Workspace workspace, int first, float slope, int at) {
        for (int lane = 0; lane < Kernels.LANES; lane++) {
            workspace.memory[at + lane] = Math.fma(slope, workspace.sums.scale[first + lane],
                    workspace.memory[at + lane]);
        }
    }
}
