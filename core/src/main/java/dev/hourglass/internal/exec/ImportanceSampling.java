package dev.hourglass.internal.exec;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.op.Noise;
import dev.hourglass.internal.op.Workspace;

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

    private final InferencePass inference;
    private final int draws;
    private final Noise noise;

    ImportanceSampling(InferencePass inference, int draws, Noise noise) {
        this.inference = inference;
        this.draws = draws;
        this.noise = noise;
    }

    /// @param moments means and log-variances of the sample's posterior
    Estimate estimate(Dataset data, int sample, float[] moments) {
        var workspace = inference.pool().take();
        try {
            return estimate(workspace, data, sample, moments);
        } finally {
            inference.pool().giveBack(workspace);
        }
    }

    private Estimate estimate(Workspace workspace, Dataset data, int sample, float[] moments) {
        workspace.batch.isSampling = true;
        workspace.batch.isImportanceWeighted = true;
        var logWeights = new double[draws];
        double losses = 0;
        for (int first = 0; first < draws; first += inference.samples()) {
            workspace.takeDraws(sample, first, Math.min(inference.samples(), draws - first), noise);
            if (first == 0) {
                SampleTransposer.fill(workspace, data, inference.graph().target());
            }
            fill(workspace, inference.moments(), moments);
            inference.decodeMoments(workspace);
            for (int lane = 0; lane < workspace.batch.count(); lane++) {
                double loss = inference.objective().nats(workspace, lane);
                losses += loss;
                logWeights[first + lane] = -loss - workspace.sums.divergence[lane];
            }
        }
        return new Estimate(LogSumExp.of(logWeights) - StrictMath.log(draws), losses / draws);
    }

    private static void fill(Workspace workspace, Buffer to, float[] moments) {
        for (int panel = 0; panel < workspace.panels(); panel++) {
            int at = to.at(panel, 0, 0);
            for (int i = 0; i < moments.length * Kernels.LANES; i++) {
                workspace.memory[at + i] = moments[i / Kernels.LANES];
            }
        }
    }
}
