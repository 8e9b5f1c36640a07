package dev.hourglass.internal.engine;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.plan.Buffer;
import dev.hourglass.internal.plan.Plan;
import dev.hourglass.internal.plan.Stage;
import dev.hourglass.spec.Gaussian;
import java.util.Arrays;

/// Which latent dimensions pay for their divergence: those whose mean over the batch is above the free bits, so that the
/// objective has `sum over dimensions of max(free bits, mean divergence)` (Kingma et al. 2016, equation 15).
///
/// The mean is over the whole batch, so the encoder has to see all of it before any gradient goes back.
final class FreeBits {
    private static final FreeBits NONE = new FreeBits(0, 0, 0, 0, 0);

    private final double floor;
    private final double beta;
    private final int means;
    private final int size;
    /// Divergences `[lane of the batch][dimension]`, in nats.
    private final double[] divergences;
    /// For each dimension, 1 where the divergence counts and 0 where it is free.
    private final float[] counted;
    private double excess;

    private FreeBits(double floor, double beta, int means, int size, int lanes) {
        this.floor = floor;
        this.beta = beta;
        this.means = means;
        this.size = size;
        this.divergences = new double[floor > 0 ? Math.multiplyExact(lanes, size) : 0];
        this.counted = new float[size];
        Arrays.fill(counted, 1);
    }

    /// @param batch samples of a batch, at most
    static FreeBits of(Plan plan, int batch) {
        for (var operation : plan.operations()) {
            if (operation.stage() instanceof Stage.Reparameterise(Gaussian latent, _)) {
                return new FreeBits(
                        latent.freeBits(), latent.beta(), plan.operations().indexOf(operation), latent.size(),
                        batch * latent.samples());
            }
        }
        return NONE;
    }

    boolean isOn() {
        return floor > 0;
    }

    /// The operation that reads means and log-variances.
    int operation() {
        return means;
    }

    float[] counted() {
        return counted;
    }

    /// Notes the divergences of a shard's samples.
    ///
    /// @param moments means and log-variances
    /// @param first the shard's first lane in the batch, empty lanes not counted
    void measure(Shard shard, Buffer moments, int first) {
        for (int lane = 0; lane < shard.count(); lane++) {
            int at = moments.at(lane / Kernels.LANES, 0, 0) + lane % Kernels.LANES;
            for (int d = 0; d < size; d++) {
                double mean = shard.memory[at + d * Kernels.LANES];
                double logVariance = shard.memory[at + (size + d) * Kernels.LANES];
                double variance = StrictMath.exp(logVariance);
                divergences[(first + lane) * size + d] = 0.5 * (mean * mean + variance - 1 - logVariance);
            }
        }
    }

    /// Decides which dimensions count, by the means over the lanes of the batch in their order.
    void settle(int lanes) {
        excess = 0;
        for (int d = 0; d < size; d++) {
            double sum = 0;
            for (int lane = 0; lane < lanes; lane++) {
                sum += divergences[lane * size + d];
            }
            double mean = sum / lanes;
            counted[d] = mean > floor ? 1 : 0;
            excess += Math.max(floor - mean, 0);
        }
    }

    /// What the free bits add to the batch's mean divergence, in nats times beta.
    double excess() {
        return beta * excess;
    }
}
