package dev.hourglass.internal.penalty;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.op.BatchStatistic;
import dev.hourglass.internal.op.Workspace;
import java.util.Arrays;

/// The mean of each number of the code over all samples of a batch: a batch statistic.
///
/// Every group adds up its samples in 16 partial sums for each number; the groups' are added in their order.
public final class MeanActivations implements BatchStatistic {
    private final int nodes;
    private final Buffer code;
    private final int features;
    private final float[][] groups;
    private final double[] means;

    MeanActivations(Graph graph) {
        this.nodes = graph.encoderNodes();
        this.code = graph.code().value();
        this.features = code.extent().features();
        this.groups = new float[graph.partition().groups()][features * Kernels.LANES];
        this.means = new double[features];
    }

    @Override
    public int nodes() {
        return nodes;
    }

    @Override
    public void begin() {
        for (var sums : groups) {
            Arrays.fill(sums, 0);
        }
    }

    @Override
    public void collect(Workspace workspace) {
        var sums = groups[workspace.batch.group];
        for (int panel = 0; panel < workspace.panels(); panel++) {
            int present = workspace.batch.count() - panel * Kernels.LANES;
            for (int y = 0; y < code.extent().height(); y++) {
                int at = code.at(panel, y, 0);
                int to = y * code.row();
                if (present >= Kernels.LANES) {
                    addAll(workspace.memory, at, sums, to);
                } else {
                    addSome(workspace.memory, at, sums, to, present);
                }
            }
        }
    }

    private void addAll(float[] memory, int at, float[] sums, int to) {
        for (int i = 0; i < code.row(); i++) {
            sums[to + i] += memory[at + i];
        }
    }

    /// The last panel of a batch may have lanes without a sample.
    private void addSome(float[] memory, int at, float[] sums, int to, int present) {
        for (int i = 0; i < code.row(); i += Kernels.LANES) {
            for (int lane = 0; lane < present; lane++) {
                sums[to + i + lane] += memory[at + i + lane];
            }
        }
    }

    @Override
    public int tasks() {
        return 1;
    }

    @Override
    public void finish(int task, int count) {
        for (int f = 0; f < features; f++) {
            double sum = 0;
            for (var sums : groups) {
                for (int lane = 0; lane < Kernels.LANES; lane++) {
                    sum += sums[f * Kernels.LANES + lane];
                }
            }
            means[f] = sum / count;
        }
    }

    /// The mean of each number of the code in the last batch.
    double[] means() {
        return means;
    }

    /// The mean of the means.
    public double mean() {
        return Arrays.stream(means).average().orElse(Double.NaN);
    }
}
