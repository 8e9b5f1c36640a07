package dev.hourglass.internal.latent;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.op.BatchStatistic;
import dev.hourglass.internal.op.ReparameteriseOp;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.latent.GaussianLatent;
import java.util.Optional;

/// Which latent dimensions pay for their divergence: those whose mean over the batch is above the free bits, so that the
/// objective has `sum over dimensions of max(free bits, mean divergence)` (Kingma et al. 2016, equation 15).
///
/// The mean is over the whole batch: a batch statistic of all posteriors.
public final class FreeBits implements BatchStatistic {
    private final GaussianLatent latent;
    private final int nodes;
    /// Means and log-variances.
    private final Buffer moments;
    private final int size;
    /// Divergences `[lane of the batch][dimension]`, in nats; lanes that micro-batches leave empty are not counted.
    private final double[] divergences;
    /// For each dimension, 1 where the divergence counts and 0 where it is free.
    private final float[] counted;
    private double excess;

    private FreeBits(GaussianLatent latent, int nodes, Buffer moments, int batch) {
        this.latent = latent;
        this.nodes = nodes;
        this.moments = moments;
        this.size = latent.size();
        this.divergences = new double[Math.multiplyExact(batch * latent.samples(), size)];
        this.counted = new float[size];
    }

    /// The batch statistic that a graph for training asks for, if it does.
    public static Optional<FreeBits> of(Graph graph) {
        for (int i = 0; i < graph.nodes().size(); i++) {
            var node = graph.nodes().get(i);
            if (node.op() instanceof ReparameteriseOp(var latent, _) && latent.freeBits() > 0) {
                return Optional.of(new FreeBits(latent, i, node.in().value(), graph.batch()));
            }
        }
        return Optional.empty();
    }

    public float[] counted() {
        return counted;
    }

    @Override
    public int nodes() {
        return nodes;
    }

    @Override
    public void begin() {}

    @Override
    public void collect(Workspace workspace) {
        int first = workspace.batch.firstSample * workspace.batch.samplesPerInput();
        for (int lane = 0; lane < workspace.batch.count(); lane++) {
            int at = moments.at(lane / Kernels.LANES, 0, 0) + lane % Kernels.LANES;
            for (int d = 0; d < size; d++) {
                double mean = workspace.memory[at + d * Kernels.LANES];
                double logVariance = workspace.memory[at + (size + d) * Kernels.LANES];
                double variance = StrictMath.exp(logVariance);
                divergences[(first + lane) * size + d] = 0.5 * (mean * mean + variance - 1 - logVariance);
            }
        }
    }

    @Override
    public int tasks() {
        return 1;
    }

    /// Decides which dimensions count, by the means over the lanes of the batch in their order.
    @Override
    public void finish(int task, int count) {
        int lanes = count * latent.samples();
        excess = 0;
        for (int d = 0; d < size; d++) {
            double sum = 0;
            for (int lane = 0; lane < lanes; lane++) {
                sum += divergences[lane * size + d];
            }
            double mean = sum / lanes;
            counted[d] = mean > latent.freeBits() ? 1 : 0;
            excess += Math.max(latent.freeBits() - mean, 0);
        }
    }

    /// What the free bits add to the batch's mean divergence, in nats times beta.
    public double excess() {
        return latent.beta() * excess;
    }
}
