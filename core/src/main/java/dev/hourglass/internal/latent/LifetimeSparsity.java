package dev.hourglass.internal.latent;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Ranking;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Floats;
import dev.hourglass.internal.op.BatchStatistic;
import dev.hourglass.internal.op.WinnerTakeAllOp;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.latent.WinnerTakeAll;
import java.util.Optional;

/// Which samples of a batch win, for each number of the code: a batch statistic of all codes.
public final class LifetimeSparsity implements BatchStatistic {
    /// Numbers of the code that one task ranks.
    private static final int SLICE = 16;

    /// For each number of the code, the key of its least winner.
    public final int[] keys;
    /// For each, the last sample of the batch that wins with that key.
    public final int[] lasts;

    private final WinnerTakeAll latent;
    private final int nodes;
    private final Buffer code;
    private final int features;
    /// `[panel][feature][16]`
    private final float[] codes;

    /// The batch statistic that a graph for training asks for, if it does.
    public static Optional<LifetimeSparsity> of(Graph graph) {
        for (int i = 0; i < graph.nodes().size(); i++) {
            if (graph.nodes().get(i).op() instanceof WinnerTakeAllOp(var latent)) {
                return Optional.of(new LifetimeSparsity(graph, latent, i));
            }
        }
        return Optional.empty();
    }

    /// @param node the number of the node that asks for winners
    private LifetimeSparsity(Graph graph, WinnerTakeAll latent, int node) {
        this.latent = latent;
        this.nodes = node;
        this.code = graph.nodes().get(node).in().value();
        this.features = code.extent().features();
        this.keys = new int[features];
        this.lasts = new int[features];
        this.codes = Floats.array(
                Floats.ORIGIN + Math.multiplyExact(Kernels.padded(graph.batch()), features));
    }

    @Override
    public int nodes() {
        return nodes;
    }

    @Override
    public void begin() {}

    @Override
    public void collect(Workspace workspace) {
        for (int panel = 0; panel < workspace.panels(); panel++) {
            int to = at(workspace.batch.firstPanel + panel);
            for (int y = 0; y < code.extent().height(); y++) {
                System.arraycopy(workspace.memory, code.at(panel, y, 0), codes, to + y * code.row(), code.row());
            }
        }
    }

    @Override
    public int tasks() {
        return Math.ceilDiv(features, SLICE);
    }

    @Override
    public void finish(int task, int count) {
        int step = features * Kernels.LANES;
        int winners = latent.winners(count);
        for (int f = task * SLICE; f < Math.min((task + 1) * SLICE, features); f++) {
            int at = at(0) + f * Kernels.LANES;
            keys[f] = Ranking.kthLargest(codes, at, Kernels.LANES, step, count, winners);
            lasts[f] = last(at, count, winners, keys[f]);
        }
    }

    /// The sample with the lowest winning key after which the number of winners is complete.
    private int last(int at, int count, int winners, int key) {
        int left = winners;
        for (int i = 0; i < count; i++) {
            left -= Ranking.key(value(at, i)) > key ? 1 : 0;
        }
        int last = -1;
        for (int i = 0; i < count && left > 0; i++) {
            if (Ranking.key(value(at, i)) == key) {
                left--;
                last = i;
            }
        }
        return last;
    }

    private float value(int at, int sample) {
        return codes[at + sample / Kernels.LANES * features * Kernels.LANES + sample % Kernels.LANES];
    }

    private int at(int panel) {
        return Floats.ORIGIN + panel * features * Kernels.LANES;
    }
}
