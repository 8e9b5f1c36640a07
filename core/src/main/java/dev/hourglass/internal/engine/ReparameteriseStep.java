package dev.hourglass.internal.engine;

import dev.hourglass.internal.kernel.Elementary;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.graph.Variable;

/// Codes drawn from normal posteriors, `z = m + exp(v / 2) e` with `e` standard normal, and their divergence from the
/// standard normal, `sum of (m² + exp(v) - 1 - v) / 2` (Kingma and Welling 2014, section 2.4 and appendix B).
///
/// Where draws are weighed, the divergence is the log-ratio of posterior and prior at the code itself, `sum of
/// (z² - e² - v) / 2` (Burda et al. 2016, equation 8, with normal densities put in).
final class ReparameteriseStep implements Step {
    private final double beta;
    private final int stream;
    private final int size;
    private final Variable in;
    private final Variable out;

    ReparameteriseStep(double beta, int stream, Variable in, Variable out) {
        this.beta = beta;
        this.stream = stream;
        this.size = out.extent().features();
        this.in = in;
        this.out = out;
    }

    @Override
    public void forward(Shard shard) {
        var memory = shard.memory;
        int lanes = shard.forward.lanes();
        for (int panel = 0; panel < shard.panels(); panel++) {
            int means = in.value().at(panel, 0, 0);
            int logVariances = means + size * lanes;
            int codes = out.value().at(panel, 0, 0);
            var normals = normals(shard, panel);
            for (int i = 0; i < size * lanes; i++) {
                float mean = memory[means + i];
                float logVariance = memory[logVariances + i];
                float deviation = Elementary.exp(0.5f * logVariance);
                memory[codes + i] = shard.isSampling ? Math.fma(deviation, normals[i], mean) : mean;
                float term = shard.isWeighing
                        ? Math.fma(memory[codes + i], memory[codes + i],
                                Math.fma(-normals[i], normals[i], -logVariance))
                        : Math.fma(mean, mean, Math.fma(deviation, deviation, -1f - logVariance));
                shard.divergence[panel * lanes + i % lanes] += 0.5f * term;
            }
        }
    }

    @Override
    public void backward(Shard shard) {
        float weight = (float) (beta * shard.warmth);
        for (int panel = 0; panel < shard.panels(); panel++) {
            if (shard.isWeighing) {
                passLogRatio(shard, panel, weight);
            } else {
                passDivergence(shard, panel, weight);
            }
        }
    }

    private void passDivergence(Shard shard, int panel, float all) {
        var memory = shard.memory;
        int means = in.value().at(panel, 0, 0);
        int logVariances = means + size * Kernels.LANES;
        int meanGradients = in.gradient().at(panel, 0, 0);
        int logVarianceGradients = meanGradients + size * Kernels.LANES;
        int codeGradients = out.gradient().at(panel, 0, 0);
        var normals = normals(shard, panel);
        for (int i = 0; i < size * Kernels.LANES; i++) {
            float weight = all * shard.scale[panel * Kernels.LANES + i % Kernels.LANES]
                    * shard.counted[i / Kernels.LANES];
            float deviation = Elementary.exp(0.5f * memory[logVariances + i]);
            float gradient = memory[codeGradients + i];
            memory[meanGradients + i] = Math.fma(weight, memory[means + i], gradient);
            float spread = 0.5f * deviation * normals[i];
            float divergence = 0.5f * weight * Math.fma(deviation, deviation, -1f);
            memory[logVarianceGradients + i] = Math.fma(gradient, spread, divergence);
        }
    }

    /// The log-ratio's gradient goes through the code, but for the posterior's own `-v / 2`: its noise stays where it is.
    private void passLogRatio(Shard shard, int panel, float all) {
        var memory = shard.memory;
        int logVariances = in.value().at(panel, 0, 0) + size * Kernels.LANES;
        int meanGradients = in.gradient().at(panel, 0, 0);
        int logVarianceGradients = meanGradients + size * Kernels.LANES;
        int codes = out.value().at(panel, 0, 0);
        int codeGradients = out.gradient().at(panel, 0, 0);
        var normals = normals(shard, panel);
        for (int i = 0; i < size * Kernels.LANES; i++) {
            float weight = all * shard.scale[panel * Kernels.LANES + i % Kernels.LANES];
            float deviation = Elementary.exp(0.5f * memory[logVariances + i]);
            float gradient = Math.fma(weight, memory[codes + i], memory[codeGradients + i]);
            memory[meanGradients + i] = gradient;
            float spread = 0.5f * deviation * normals[i];
            memory[logVarianceGradients + i] = Math.fma(gradient, spread, -0.5f * weight);
        }
    }

    private float[] normals(Shard shard, int panel) {
        if (shard.isSampling) {
            shard.kernels.addNoise(
                    shard.keys(panel, stream), 0, size, 1f, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY,
                    shard.zeros, 0, shard.normals, 0);
        }
        return shard.normals;
    }
}
