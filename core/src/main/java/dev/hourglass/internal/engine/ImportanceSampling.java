package dev.hourglass.internal.engine;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.graph.Buffer;

/// Estimates how probable a variational network holds a sample, from codes that its posterior draws (Burda et al. 2016,
/// equation 8).
///
/// All lanes hold one sample: the encoder sees it once, the decoder once for each draw.
final class ImportanceSampling {
    /// What one sample's draws say.
    ///
    /// @param logLikelihood `log mean exp(-loss - log-ratio of posterior and prior)`, the loss in nats
    /// @param loss in nats, averaged over the draws
    record Estimate(double logLikelihood, double loss) {}

    private final Inference inference;
    private final int draws;
    private final Noise noise;

    ImportanceSampling(Inference inference, int draws, Noise noise) {
        this.inference = inference;
        this.draws = draws;
        this.noise = noise;
    }

    /// @param moments means and log-variances of the sample's posterior
    Estimate estimate(Dataset data, int sample, float[] moments) {
        var shard = inference.pool().take();
        try {
            return estimate(shard, data, sample, moments);
        } finally {
            inference.pool().giveBack(shard);
        }
    }

    private Estimate estimate(Shard shard, Dataset data, int sample, float[] moments) {
        shard.isSampling = true;
        shard.isWeighing = true;
        var logWeights = new double[draws];
        double losses = 0;
        for (int first = 0; first < draws; first += inference.samples()) {
            shard.takeDraws(sample, first, Math.min(inference.samples(), draws - first), noise);
            if (first == 0) {
                Lanes.fill(shard, data, inference.plan().target());
            }
            fill(shard, inference.moments(), moments);
            inference.decodeMoments(shard);
            for (int lane = 0; lane < shard.count(); lane++) {
                double loss = inference.objective().nats(shard, lane);
                losses += loss;
                logWeights[first + lane] = -loss - shard.divergence[lane];
            }
        }
        return new Estimate(LogSumExp.of(logWeights) - StrictMath.log(draws), losses / draws);
    }

    private static void fill(Shard shard, Buffer to, float[] moments) {
        for (int panel = 0; panel < shard.panels(); panel++) {
            int at = to.at(panel, 0, 0);
            for (int i = 0; i < moments.length * Kernels.LANES; i++) {
                shard.memory[at + i] = moments[i / Kernels.LANES];
            }
        }
    }
}
