package dev.hourglass.internal.penalty;

import dev.hourglass.internal.layout.ParameterRange;
import dev.hourglass.spec.penalty.WeightDecay;

/// [WeightDecay]: `weight / 2 sum of w²`; `dw = weight w`. For tensors that decay, which biases do not.
final class WeightDecayPenalty {
    private final double weight;
    /// What a weight is multiplied by in its own gradient.
    private float factor;

    WeightDecayPenalty(WeightDecay penalty) {
        this.weight = penalty.weight();
    }

    /// @param squares the sum of all weights' squares
    double cost(double squares) {
        return weight / 2 * squares;
    }

    /// @param share of the batch that the gradients are of
    /// @param terms numbers that the objective is a mean over
    void beginGradients(double share, int terms) {
        factor = (float) (weight / terms * share);
    }

    void addGradients(ParameterRange range, float[] weights, float[] gradient) {
        if (range.tensor().decays()) {
            for (int i = range.from(); i < range.to(); i++) {
                gradient[i] = Math.fma(factor, weights[i], gradient[i]);
            }
        }
    }

    /// The sum of the squares in a range, in four partial sums, because one would wait for itself; 0 where nothing decays.
    static double squares(ParameterRange range, float[] weights) {
        if (!range.tensor().decays()) {
            return 0;
        }
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = range.from();
        for (; i + 3 < range.to(); i += 4) {
            a = Math.fma((double) weights[i], weights[i], a);
            b = Math.fma((double) weights[i + 1], weights[i + 1], b);
            c = Math.fma((double) weights[i + 2], weights[i + 2], c);
            d = Math.fma((double) weights[i + 3], weights[i + 3], d);
        }
        for (; i < range.to(); i++) {
            a = Math.fma((double) weights[i], weights[i], a);
        }
        return a + b + c + d;
    }
}
