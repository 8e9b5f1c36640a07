package dev.hourglass.spec.optimizer;

import dev.hourglass.internal.check.Require;

/// Adadelta (Zeiler 2012, algorithm 1), its step multiplied by a learning rate.
///
/// The paper's rate is 1. Keras begins with 0.001, at which a network barely moves.
public record Adadelta(double learningRate, double rho, double epsilon) implements Optimizer {
    public Adadelta {
        Require.positive("adadelta", "learning_rate", learningRate);
        Require.fraction("adadelta", "rho", rho);
        Require.positive("adadelta", "epsilon", epsilon);
    }

    /// The paper's constants: rate 1, rho 0.95, epsilon 1e-6.
    public Adadelta() {
        this(1.0, 0.95, 1e-6);
    }

    @Override
    public int statePerParameter() {
        return 2;
    }

    /// The same with another `learningRate`.
    public Adadelta withLearningRate(double learningRate) {
        return new Adadelta(learningRate, rho, epsilon);
    }

    /// The same with another `rho`.
    public Adadelta withRho(double rho) {
        return new Adadelta(learningRate, rho, epsilon);
    }

    /// The same with another `epsilon`.
    public Adadelta withEpsilon(double epsilon) {
        return new Adadelta(learningRate, rho, epsilon);
    }
}
