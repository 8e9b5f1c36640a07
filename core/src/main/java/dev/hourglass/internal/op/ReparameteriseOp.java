package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Elementary;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Variable;
import dev.hourglass.spec.latent.GaussianLatent;

/// Codes drawn from normal posteriors, `z = m + exp(v / 2) e` with `e` standard normal, and their divergence from the
/// standard normal, `sum of (m² + exp(v) - 1 - v) / 2` (Kingma and Welling 2014, section 2.4 and appendix B).
///
/// Where draws are weighed, the divergence is the log-ratio of posterior and prior at the code itself, `sum of
/// (z² - e² - v) / 2` (Burda et al. 2016, equation 8, with normal densities put in).
/// @param stream separates the noise of this op from that of others
public record ReparameteriseOp(GaussianLatent latent, int stream) implements UnaryOp {
    @Override
    public Executor on(Variable in, Variable out) {
        return new Drawing(latent.beta(), stream, in, out);
    }

    private static final class Drawing implements Executor {
        private final double beta;
        private final int stream;
        private final int size;
        private final Variable in;
        private final Variable out;

        Drawing(double beta, int stream, Variable in, Variable out) {
            this.beta = beta;
            this.stream = stream;
            this.size = out.extent().features();
            this.in = in;
            this.out = out;
        }

        @Override
        public void forward(Workspace workspace) {
            var memory = workspace.memory;
            int lanes = workspace.forward.lanes();
            for (int panel = 0; panel < workspace.panels(); panel++) {
                int means = in.value().at(panel, 0, 0);
                int logVariances = means + size * lanes;
                int codes = out.value().at(panel, 0, 0);
                var normals = normals(workspace, panel);
                for (int i = 0; i < size * lanes; i++) {
                    float mean = memory[means + i];
                    float logVariance = memory[logVariances + i];
                    float deviation = Elementary.exp(0.5f * logVariance);
                    memory[codes + i] = workspace.batch.isSampling ? Math.fma(deviation, normals[i], mean) : mean;
                    float term = workspace.batch.isImportanceWeighted
                            ? Math.fma(memory[codes + i], memory[codes + i],
                                    Math.fma(-normals[i], normals[i], -logVariance))
                            : Math.fma(mean, mean, Math.fma(deviation, deviation, -1f - logVariance));
                    workspace.sums.divergence[panel * lanes + i % lanes] += 0.5f * term;
                }
            }
        }

        @Override
        public void backward(Workspace workspace) {
            float weight = (float) (beta * workspace.batch.klWeight);
            for (int panel = 0; panel < workspace.panels(); panel++) {
                if (workspace.batch.isImportanceWeighted) {
                    passLogRatio(workspace, panel, weight);
                } else {
                    passDivergence(workspace, panel, weight);
                }
            }
        }

        private void passDivergence(Workspace workspace, int panel, float all) {
            var memory = workspace.memory;
            int means = in.value().at(panel, 0, 0);
            int logVariances = means + size * Kernels.LANES;
            int meanGradients = in.gradient().at(panel, 0, 0);
            int logVarianceGradients = meanGradients + size * Kernels.LANES;
            int codeGradients = out.gradient().at(panel, 0, 0);
            var normals = normals(workspace, panel);
            for (int i = 0; i < size * Kernels.LANES; i++) {
                float weight = all * workspace.sums.scale[panel * Kernels.LANES + i % Kernels.LANES]
                        * workspace.counted[i / Kernels.LANES];
                float deviation = Elementary.exp(0.5f * memory[logVariances + i]);
                float gradient = memory[codeGradients + i];
                memory[meanGradients + i] = Math.fma(weight, memory[means + i], gradient);
                float spread = 0.5f * deviation * normals[i];
                float divergence = 0.5f * weight * Math.fma(deviation, deviation, -1f);
                memory[logVarianceGradients + i] = Math.fma(gradient, spread, divergence);
            }
        }

        /// The log-ratio's gradient goes through the code, but for the posterior's own `-v / 2`: its noise stays where it is.
        private void passLogRatio(Workspace workspace, int panel, float all) {
            var memory = workspace.memory;
            int logVariances = in.value().at(panel, 0, 0) + size * Kernels.LANES;
            int meanGradients = in.gradient().at(panel, 0, 0);
            int logVarianceGradients = meanGradients + size * Kernels.LANES;
            int codes = out.value().at(panel, 0, 0);
            int codeGradients = out.gradient().at(panel, 0, 0);
            var normals = normals(workspace, panel);
            for (int i = 0; i < size * Kernels.LANES; i++) {
                float weight = all * workspace.sums.scale[panel * Kernels.LANES + i % Kernels.LANES];
                float deviation = Elementary.exp(0.5f * memory[logVariances + i]);
                float gradient = Math.fma(weight, memory[codes + i], memory[codeGradients + i]);
                memory[meanGradients + i] = gradient;
                float spread = 0.5f * deviation * normals[i];
                memory[logVarianceGradients + i] = Math.fma(gradient, spread, -0.5f * weight);
            }
        }

        private float[] normals(Workspace workspace, int panel) {
            if (workspace.batch.isSampling) {
                workspace.kernels.addNoise(
                        workspace.batch.keys(panel, stream), 0, size, 1f, Float.NEGATIVE_INFINITY,
                        Float.POSITIVE_INFINITY,
                        workspace.zeros, 0, workspace.normals, 0);
            }
            return workspace.normals;
        }
    }
}
