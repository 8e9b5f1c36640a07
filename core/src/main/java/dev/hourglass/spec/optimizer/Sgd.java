package dev.hourglass.spec.optimizer;

import dev.hourglass.internal.check.Require;

/// Stochastic gradient descent: `v = momentum v + g`, `w -= rate v`; with Nesterov's look-ahead
/// `w -= rate (g + momentum v)` (Sutskever et al. 2013, as PyTorch writes it).
///
/// @param momentum at least 0 and below 1
public record Sgd(double learningRate, double momentum, boolean nesterov) implements Optimizer {
    public Sgd {
        Require.positive("sgd", "learning_rate", learningRate);
        Require.fraction("sgd", "momentum", momentum);
    }

    public Sgd(double learningRate) {
        this(learningRate, 0, false);
    }

    @Override
    public int statePerParameter() {
        return momentum == 0 ? 0 : 1;
    }

    /// The same with another `learningRate`.
    public Sgd withLearningRate(double learningRate) {
        return new Sgd(learningRate, momentum, nesterov);
    }

    /// The same with another `momentum`.
    public Sgd withMomentum(double momentum) {
        return new Sgd(learningRate, momentum, nesterov);
    }

    /// The same with `nesterov` on or off.
    public Sgd withNesterov(boolean nesterov) {
        return new Sgd(learningRate, momentum, nesterov);
    }
}
