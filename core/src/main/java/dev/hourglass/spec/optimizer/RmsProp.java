package dev.hourglass.spec.optimizer;

import dev.hourglass.internal.check.Require;

/// RMSProp (Tieleman and Hinton 2012, lecture 6.5): `s = rho s + (1 - rho) g²`, `w -= rate g / (sqrt(s) + epsilon)`.
public record RmsProp(double learningRate, double rho, double epsilon) implements Optimizer {
    public RmsProp {
        Require.positive("rmsprop", "learning_rate", learningRate);
        Require.fraction("rmsprop", "rho", rho);
        Require.positive("rmsprop", "epsilon", epsilon);
    }

    /// rho 0.9 and epsilon 1e-8.
    public RmsProp(double learningRate) {
        this(learningRate, 0.9, 1e-8);
    }

    @Override
    public int statePerParameter() {
        return 1;
    }

    /// The same with another `learningRate`.
    public RmsProp withLearningRate(double learningRate) {
        return new RmsProp(learningRate, rho, epsilon);
    }

    /// The same with another `rho`.
    public RmsProp withRho(double rho) {
        return new RmsProp(learningRate, rho, epsilon);
    }

    /// The same with another `epsilon`.
    public RmsProp withEpsilon(double epsilon) {
        return new RmsProp(learningRate, rho, epsilon);
    }
}
