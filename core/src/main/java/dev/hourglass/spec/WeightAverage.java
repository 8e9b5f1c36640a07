package dev.hourglass.spec;

import dev.hourglass.internal.check.Require;

/// The model is the exponential moving average of the weights over the steps (Polyak and Juditsky 1992; as Adam averages gradients, with
/// the weights of the beginning left out): after step T, `sum over t of (1 - decay) decay^(T - t) w(t) / (1 - decay^T)`.
///
/// @param decay how much of the average each step keeps, above 0 and below 1
public record WeightAverage(double decay) {
    public WeightAverage {
        Require.inside("average", "decay", decay);
    }
}
