package dev.hourglass.internal.penalty;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.spec.penalty.Contractive;
import dev.hourglass.spec.penalty.ContractiveProjection;
import dev.hourglass.spec.penalty.KlSparsity;
import dev.hourglass.spec.penalty.L1Activity;
import dev.hourglass.spec.penalty.Penalty;
import dev.hourglass.spec.penalty.WeightDecay;

/// What penalties cost a finished model on some samples, which count as one batch.
public final class PenaltyCost {
    private final Graph plan;
    private final float[] weights;
    private final float[][] codes;
    private final float[][] moved;

    /// @param codes `[sample][feature of the code]`, at least one
    /// @param moved codes of the moved samples; none, where no penalty asks for them
    public PenaltyCost(Graph plan, float[] weights, float[][] codes, float[][] moved) {
        this.plan = plan;
        this.weights = weights;
        this.codes = codes;
        this.moved = moved;
    }

    /// All penalties of the spec together, as a mean over samples, per feature.
    public double perFeature() {
        double sum = 0;
        for (var penalty : plan.spec().penalties()) {
            sum += of(penalty);
        }
        return sum / plan.terms();
    }

    private double of(Penalty penalty) {
        return switch (penalty) {
            case KlSparsity kl -> kl.beta() * divergence(kl);
            case L1Activity(double weight) -> weight * absolute() / codes.length;
            case WeightDecay(double weight) -> weight / 2 * squares();
            case Contractive(double weight) -> weight * jacobian() / codes.length;
            case ContractiveProjection(double weight, double step) ->
                weight * movement() / (step * step) / codes.length;
        };
    }

    private double divergence(KlSparsity kl) {
        double sum = 0;
        for (int j = 0; j < codes[0].length; j++) {
            double activation = 0;
            for (var code : codes) {
                activation += code[j];
            }
            sum += kl.divergence(activation / codes.length);
        }
        return sum;
    }

    private double absolute() {
        double sum = 0;
        for (var code : codes) {
            for (float value : code) {
                sum += Math.abs(value);
            }
        }
        return sum;
    }

    private double squares() {
        double sum = 0;
        for (var tensor : plan.tensors()) {
            for (int i = tensor.offset(); i < tensor.end() && tensor.decays(); i++) {
                sum += (double) weights[i] * weights[i];
            }
        }
        return sum;
    }

    private double movement() {
        double sum = 0;
        for (int sample = 0; sample < codes.length; sample++) {
            for (int j = 0; j < codes[sample].length; j++) {
                double difference = (double) moved[sample][j] - codes[sample][j];
                sum += difference * difference;
            }
        }
        return sum;
    }

    /// The squared norms of the Jacobians of one logistic layer, which is the first.
    private double jacobian() {
        var squares = squaresByUnit(plan.tensors().getFirst());
        double sum = 0;
        for (var code : codes) {
            for (int j = 0; j < code.length; j++) {
                double slope = (double) code[j] * (1 - code[j]);
                sum += slope * slope * squares[j];
            }
        }
        return sum;
    }

    private double[] squaresByUnit(ParameterTensor tensor) {
        var squares = new double[codes[0].length];
        for (int i = tensor.offset(); i < tensor.end(); i++) {
            squares[(i - tensor.offset()) % squares.length] += (double) weights[i] * weights[i];
        }
        return squares;
    }
}
