package dev.hourglass.internal.penalty;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.layout.ParameterRange;
import dev.hourglass.spec.penalty.Contractive;
import dev.hourglass.spec.penalty.ContractiveProjection;
import dev.hourglass.spec.penalty.KlSparsity;
import dev.hourglass.spec.penalty.L1Activity;
import dev.hourglass.spec.penalty.Penalty;
import dev.hourglass.spec.penalty.WeightDecay;

/// What penalties cost a finished model on some samples, which count as one batch, by the formulas of training.
public final class PenaltyCost {
    private final Graph graph;
    private final float[] weights;
    private final float[][] codes;
    private final float[][] perturbed;

    /// @param codes `[sample][feature of the code]`, at least one
    /// @param perturbed codes of the perturbed samples; none, where no penalty asks for them
    public PenaltyCost(Graph graph, float[] weights, float[][] codes, float[][] perturbed) {
        this.graph = graph;
        this.weights = weights;
        this.codes = codes;
        this.perturbed = perturbed;
    }

    /// All penalties of the spec together, as a mean over samples, per feature.
    public double perFeature() {
        double sum = 0;
        for (var penalty : graph.spec().penalties()) {
            sum += of(penalty);
        }
        return sum / graph.terms();
    }

    private double of(Penalty penalty) {
        return switch (penalty) {
            case KlSparsity kl -> KlSparsityPenalty.cost(kl, means());
            case WeightDecay decay -> new WeightDecayPenalty(decay).cost(squares());
            case L1Activity(double weight) ->
                mean((sample, j) -> L1ActivityPenalty.plusCost(0, (float) weight, codes[sample][j]));
            case Contractive(double weight) -> {
                var squares = new float[codes[0].length];
                ContractivePenalty.setSquares(squares, ParameterRange.of(graph.tensors().getFirst()), weights);
                yield mean((sample, j) -> ContractivePenalty.plusCost(0, (float) weight, codes[sample][j], squares[j]));
            }
            case ContractiveProjection projection -> {
                float weight = ProjectionPenalty.weight(projection);
                yield mean((sample, j) -> ProjectionPenalty.plusCost(
                        0, weight, perturbed[sample][j] - codes[sample][j]));
            }
        };
    }

    private interface NumberCost {
        /// @param j which number of a sample's code
        float of(int sample, int j);
    }

    /// Summed over the numbers of a code, averaged over samples.
    private double mean(NumberCost cost) {
        double sum = 0;
        for (int sample = 0; sample < codes.length; sample++) {
            for (int j = 0; j < codes[sample].length; j++) {
                sum += cost.of(sample, j);
            }
        }
        return sum / codes.length;
    }

    /// The mean of each number of the code over all samples.
    private double[] means() {
        var means = new double[codes[0].length];
        for (int j = 0; j < means.length; j++) {
            for (var code : codes) {
                means[j] += code[j];
            }
            means[j] /= codes.length;
        }
        return means;
    }

    private double squares() {
        double sum = 0;
        for (var tensor : graph.tensors()) {
            sum += WeightDecayPenalty.squares(ParameterRange.of(tensor), weights);
        }
        return sum;
    }
}
