package dev.hourglass.internal.exec;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.latent.DeterministicLatent;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.TopK;
import dev.hourglass.spec.latent.WinnerTakeAll;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.Loss;
import java.util.Arrays;

/// The end of a forward pass: what the outputs cost, and the gradient that goes back from there.
final class Objective {
    private final Loss loss;
    private final LossScale scale;
    private final Softmax softmax;
    private final double beta;
    private final Buffer input;
    private final Buffer target;
    private final Buffer output;
    private final Buffer gradient;
    private final int terms;

    Objective(Graph plan) {
        this.loss = plan.spec().loss();
        this.scale = LossScale.of(loss);
        this.softmax = new Softmax(plan.output());
        this.beta = switch (plan.spec().latent()) {
            case DeterministicLatent(), TopK _, WinnerTakeAll _ -> 0;
            case GaussianLatent gaussian -> gaussian.beta();
        };
        this.input = plan.input().value();
        this.target = plan.target();
        this.output = plan.output().value();
        this.gradient = plan.output().gradient();
        this.terms = plan.terms();
    }

    /// Sums each lane's loss and sets the gradient of the outputs. Where several draws of a sample are weighed, the lanes'
    /// scales are multiplied by their shares, which follow from the losses: so these are computed twice.
    void compute(Workspace workspace) {
        computeLoss(workspace);
        if (workspace.batch.isImportanceWeighted) {
            weigh(workspace);
            Arrays.fill(workspace.sums.loss, 0);
            computeLoss(workspace);
        }
    }

    /// Sums each lane's loss.
    void computeLoss(Workspace workspace) {
        for (int lane = 0; lane < workspace.sums.scale.length; lane++) {
            workspace.sums.outputScale[lane] = workspace.sums.scale[lane] * scale.factor();
        }
        if (loss.classes() > 0) {
            softmax.computeLoss(workspace);
            return;
        }
        var memory = workspace.memory;
        int features = output.row() / Kernels.LANES;
        for (int panel = 0; panel < workspace.panels(); panel++) {
            int lanes = panel * Kernels.LANES;
            for (int y = 0; y < output.extent().height(); y++) {
                int at = output.at(panel, y, 0);
                int wanted = target.at(panel, y, 0);
                int back = gradient.at(panel, y, 0);
                if (loss instanceof BinaryCrossEntropy) {
                    workspace.kernels.crossEntropy(
                            features, memory, at, memory, wanted, workspace.sums.outputScale, lanes, memory, back,
                            workspace.sums.loss,
                            lanes);
                } else {
                    workspace.kernels.squaredError(
                            features, memory, at, memory, wanted, workspace.sums.outputScale, lanes, memory, back,
                            workspace.sums.loss,
                            lanes);
                }
            }
        }
    }

    /// Multiplies each lane's scale by its share in the importance-weighted bound, `w / sum of w` over the draws of its
    /// sample with `log w = -loss - divergence` (Burda et al. 2016, equation 14).
    private void weigh(Workspace workspace) {
        for (int first = 0; first < workspace.batch.count(); first += workspace.batch.samplesPerInput()) {
            setLogWeights(workspace, first);
            double all = LogSumExp.of(workspace.sums.logWeights, first, workspace.batch.samplesPerInput());
            for (int lane = first; lane < first + workspace.batch.samplesPerInput(); lane++) {
                workspace.sums.scale[lane] *= (float) StrictMath.exp(workspace.sums.logWeights[lane] - all);
            }
        }
    }

    private void setLogWeights(Workspace workspace, int first) {
        for (int lane = first; lane < first + workspace.batch.samplesPerInput(); lane++) {
            workspace.sums.logWeights[lane] = -lossAndDivergence(workspace, lane);
        }
    }

    /// The objective of a sample, per feature.
    ///
    /// @param first its first lane; all its draws follow
    double of(Workspace workspace, int first) {
        double cost = 0;
        if (workspace.batch.isImportanceWeighted) {
            setLogWeights(workspace, first);
            cost = StrictMath.log(workspace.batch.samplesPerInput())
                    - LogSumExp.of(workspace.sums.logWeights, first, workspace.batch.samplesPerInput());
        } else {
            for (int lane = first; lane < first + workspace.batch.samplesPerInput(); lane++) {
                cost += lossAndDivergence(workspace, lane);
            }
            cost /= workspace.batch.samplesPerInput();
        }
        return cost / terms;
    }

    private double lossAndDivergence(Workspace workspace, int lane) {
        return loss(workspace, lane) + beta * workspace.batch.klWeight * workspace.sums.divergence[lane];
    }

    private double loss(Workspace workspace, int lane) {
        return scale.factor() * workspace.sums.loss[lane] + scale.offset() * target.extent().features();
    }

    /// The negative log-likelihood of one lane's sample, given its code, in nats.
    double nats(Workspace workspace, int lane) {
        return loss(workspace, lane) + scale.normaliser() * target.extent().features();
    }

    /// Turns the outputs into reconstructions: probabilities, where they are logits.
    void finish(Workspace workspace) {
        if (loss.classes() > 0) {
            softmax.toProbabilities(workspace);
        }
        if (loss instanceof BinaryCrossEntropy) {
            for (int panel = 0; panel < workspace.panels(); panel++) {
                for (int y = 0; y < output.extent().height(); y++) {
                    workspace.forward.activate(Activation.SIGMOID, workspace.memory, output.at(panel, y, 0),
                            output.row());
                }
            }
        }
    }

    /// What one sample costs, after [#compute] and [#finish].
    SampleLoss cost(Workspace workspace, int lane) {
        return new SampleLoss(
                of(workspace, lane),
                loss(workspace, lane) / terms,
                nats(workspace, lane),
                workspace.sums.divergence[lane],
                loss.classes() > 0 ? Double.NaN : squaredError(workspace, output, lane),
                squaredError(workspace, input, lane),
                loss.classes() > 0 ? InpaintingError.NONE
                        : InpaintingError.of(workspace.memory, lane, target, input, output),
                loss.classes() > 0 && softmax.isCorrect(workspace, lane));
    }

    /// The mean squared difference between a buffer and the target, in one lane.
    private double squaredError(Workspace workspace, Buffer buffer, int lane) {
        int panel = lane / Kernels.LANES;
        double sum = 0;
        for (int y = 0; y < buffer.extent().height(); y++) {
            int at = buffer.at(panel, y, 0) + lane % Kernels.LANES;
            int wanted = target.at(panel, y, 0) + lane % Kernels.LANES;
            for (int i = 0; i < buffer.row(); i += Kernels.LANES) {
                double difference = (double) workspace.memory[at + i] - workspace.memory[wanted + i];
                sum += difference * difference;
            }
        }
        return sum / target.extent().features();
    }
}
