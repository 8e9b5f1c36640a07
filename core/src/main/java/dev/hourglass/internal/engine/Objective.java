package dev.hourglass.internal.engine;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.graph.Buffer;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.spec.Activation;
import dev.hourglass.spec.BinaryCrossEntropy;
import dev.hourglass.spec.Gaussian;
import dev.hourglass.spec.Loss;
import dev.hourglass.spec.Plain;
import dev.hourglass.spec.TopK;
import dev.hourglass.spec.WinnerTakeAll;
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
            case Plain(), TopK _, WinnerTakeAll _ -> 0;
            case Gaussian gaussian -> gaussian.beta();
        };
        this.input = plan.input().value();
        this.target = plan.target();
        this.output = plan.output().value();
        this.gradient = plan.output().gradient();
        this.terms = plan.terms();
    }

    /// Sums each lane's loss and sets the gradient of the outputs. Where several draws of a sample are weighed, the lanes'
    /// scales are multiplied by their shares, which follow from the losses: so these are computed twice.
    void compute(Shard shard) {
        computeLoss(shard);
        if (shard.isWeighing) {
            weigh(shard);
            Arrays.fill(shard.loss, 0);
            computeLoss(shard);
        }
    }

    /// Sums each lane's loss.
    void computeLoss(Shard shard) {
        for (int lane = 0; lane < shard.scale.length; lane++) {
            shard.outputScale[lane] = shard.scale[lane] * scale.factor();
        }
        if (loss.classes() > 0) {
            softmax.computeLoss(shard);
            return;
        }
        var memory = shard.memory;
        int features = output.row() / Kernels.LANES;
        for (int panel = 0; panel < shard.panels(); panel++) {
            int lanes = panel * Kernels.LANES;
            for (int y = 0; y < output.extent().height(); y++) {
                int at = output.at(panel, y, 0);
                int wanted = target.at(panel, y, 0);
                int back = gradient.at(panel, y, 0);
                if (loss instanceof BinaryCrossEntropy) {
                    shard.kernels.crossEntropy(
                            features, memory, at, memory, wanted, shard.outputScale, lanes, memory, back, shard.loss,
                            lanes);
                } else {
                    shard.kernels.squaredError(
                            features, memory, at, memory, wanted, shard.outputScale, lanes, memory, back, shard.loss,
                            lanes);
                }
            }
        }
    }

    /// Multiplies each lane's scale by its share in the importance-weighted bound, `w / sum of w` over the draws of its
    /// sample with `log w = -loss - divergence` (Burda et al. 2016, equation 14).
    private void weigh(Shard shard) {
        for (int first = 0; first < shard.count(); first += shard.draws()) {
            setLogWeights(shard, first);
            double all = LogSumExp.of(shard.logWeights, first, shard.draws());
            for (int lane = first; lane < first + shard.draws(); lane++) {
                shard.scale[lane] *= (float) StrictMath.exp(shard.logWeights[lane] - all);
            }
        }
    }

    private void setLogWeights(Shard shard, int first) {
        for (int lane = first; lane < first + shard.draws(); lane++) {
            shard.logWeights[lane] = -lossAndDivergence(shard, lane);
        }
    }

    /// The objective of a sample, per feature.
    ///
    /// @param first its first lane; all its draws follow
    double of(Shard shard, int first) {
        double cost = 0;
        if (shard.isWeighing) {
            setLogWeights(shard, first);
            cost = StrictMath.log(shard.draws()) - LogSumExp.of(shard.logWeights, first, shard.draws());
        } else {
            for (int lane = first; lane < first + shard.draws(); lane++) {
                cost += lossAndDivergence(shard, lane);
            }
            cost /= shard.draws();
        }
        return cost / terms;
    }

    private double lossAndDivergence(Shard shard, int lane) {
        return loss(shard, lane) + beta * shard.warmth * shard.divergence[lane];
    }

    private double loss(Shard shard, int lane) {
        return scale.factor() * shard.loss[lane] + scale.offset() * target.extent().features();
    }

    /// The negative log-likelihood of one lane's sample, given its code, in nats.
    double nats(Shard shard, int lane) {
        return loss(shard, lane) + scale.normaliser() * target.extent().features();
    }

    /// Turns the outputs into reconstructions: probabilities, where they are logits.
    void finish(Shard shard) {
        if (loss.classes() > 0) {
            softmax.toProbabilities(shard);
        }
        if (loss instanceof BinaryCrossEntropy) {
            for (int panel = 0; panel < shard.panels(); panel++) {
                for (int y = 0; y < output.extent().height(); y++) {
                    shard.forward.activate(Activation.SIGMOID, shard.memory, output.at(panel, y, 0), output.row());
                }
            }
        }
    }

    /// What one sample costs, after [#compute] and [#finish].
    Cost cost(Shard shard, int lane) {
        return new Cost(
                of(shard, lane),
                loss(shard, lane) / terms,
                nats(shard, lane),
                shard.divergence[lane],
                loss.classes() > 0 ? Double.NaN : squaredError(shard, output, lane),
                squaredError(shard, input, lane),
                loss.classes() > 0 ? Repair.NONE : Repair.of(shard.memory, lane, target, input, output),
                loss.classes() > 0 && softmax.isTold(shard, lane));
    }

    /// The mean squared difference between a buffer and the target, in one lane.
    private double squaredError(Shard shard, Buffer buffer, int lane) {
        int panel = lane / Kernels.LANES;
        double sum = 0;
        for (int y = 0; y < buffer.extent().height(); y++) {
            int at = buffer.at(panel, y, 0) + lane % Kernels.LANES;
            int wanted = target.at(panel, y, 0) + lane % Kernels.LANES;
            for (int i = 0; i < buffer.row(); i += Kernels.LANES) {
                double difference = (double) shard.memory[at + i] - shard.memory[wanted + i];
                sum += difference * difference;
            }
        }
        return sum / target.extent().features();
    }
}
