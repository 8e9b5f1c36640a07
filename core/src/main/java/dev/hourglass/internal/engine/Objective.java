package dev.hourglass.internal.engine;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.plan.Buffer;
import dev.hourglass.internal.plan.Plan;
import dev.hourglass.spec.Activation;
import dev.hourglass.spec.BinaryCrossEntropy;
import dev.hourglass.spec.Gaussian;
import dev.hourglass.spec.Loss;
import dev.hourglass.spec.MeanSquaredError;
import dev.hourglass.spec.Plain;

/// The end of a forward pass: what the outputs cost, and the gradient that goes back from there.
final class Objective {
    private final Loss loss;
    private final double beta;
    private final Buffer input;
    private final Buffer target;
    private final Buffer output;
    private final Buffer gradient;

    Objective(Plan plan) {
        this.loss = plan.spec().loss();
        this.beta = switch (plan.spec().latent()) {
            case Plain() -> 0;
            case Gaussian(_, double weight) -> weight;
        };
        this.input = plan.input().value();
        this.target = plan.target();
        this.output = plan.output().value();
        this.gradient = plan.output().gradient();
    }

    /// Sums each lane's loss and sets the gradient of the outputs.
    void compute(Shard shard) {
        var memory = shard.memory;
        int features = output.row() / Kernels.LANES;
        for (int panel = 0; panel < shard.panels(); panel++) {
            int lanes = panel * Kernels.LANES;
            for (int y = 0; y < output.extent().height(); y++) {
                int at = output.at(panel, y, 0);
                int wanted = target.at(panel, y, 0);
                int back = gradient.at(panel, y, 0);
                switch (loss) {
                    case MeanSquaredError() ->
                        shard.kernels.squaredError(
                                features, memory, at, memory, wanted, shard.scale, lanes, memory, back, shard.loss,
                                lanes);
                    case BinaryCrossEntropy() ->
                        shard.kernels.crossEntropy(
                                features, memory, at, memory, wanted, shard.scale, lanes, memory, back, shard.loss,
                                lanes);
                }
            }
        }
    }

    /// The objective of one lane, per feature.
    double of(Shard shard, int lane) {
        return (shard.loss[lane] + beta * shard.divergence[lane]) / target.extent().features();
    }

    /// Turns the outputs into reconstructions: probabilities, where they are logits.
    void finish(Shard shard) {
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
                (double) shard.loss[lane] / target.extent().features(),
                shard.divergence[lane],
                squaredError(shard, output, lane),
                squaredError(shard, input, lane),
                Repair.of(shard.memory, lane, target, input, output));
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
