package dev.hourglass.spec.optimizer;

import dev.hourglass.internal.check.Require;

/// Adam (Kingma and Ba 2015, algorithm 1).
///
/// @param learningRate about the size of a step of each weight, above 0
/// @param beta1 decay of the mean of gradients, at least 0 and below 1
/// @param beta2 decay of the mean of squared gradients, at least 0 and below 1
/// @param epsilon added to the root of the latter, above 0; gradients are those of the loss per feature
public record Adam(double learningRate, double beta1, double beta2, double epsilon) implements Optimizer {
    public Adam {
        Require.positive("adam", "learning_rate", learningRate);
        Require.fraction("adam", "beta1", beta1);
        Require.fraction("adam", "beta2", beta2);
        Require.positive("adam", "epsilon", epsilon);
    }

    /// The paper's constants: 0.9, 0.999 and 1e-8.
    public Adam(double learningRate) {
        this(learningRate, 0.9, 0.999, 1e-8);
    }

    @Override
    public int statePerParameter() {
        return 2;
    }

    /// The same with another `learningRate`.
    public Adam withLearningRate(double learningRate) {
        return new Adam(learningRate, beta1, beta2, epsilon);
    }

    /// The same with another `beta1`.
    public Adam withBeta1(double beta1) {
        return new Adam(learningRate, beta1, beta2, epsilon);
    }

    /// The same with another `beta2`.
    public Adam withBeta2(double beta2) {
        return new Adam(learningRate, beta1, beta2, epsilon);
    }

    /// The same with another `epsilon`.
    public Adam withEpsilon(double epsilon) {
        return new Adam(learningRate, beta1, beta2, epsilon);
    }
}
