package dev.hourglass.spec.optimizer;

import dev.hourglass.internal.check.Require;

/// Adam (Kingma and Ba 2015, algorithm 1).
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

    public Adam withLearningRate(double learningRate) {
        return new Adam(learningRate, beta1, beta2, epsilon);
    }

    public Adam withBeta1(double beta1) {
        return new Adam(learningRate, beta1, beta2, epsilon);
    }

    public Adam withBeta2(double beta2) {
        return new Adam(learningRate, beta1, beta2, epsilon);
    }

    public Adam withEpsilon(double epsilon) {
        return new Adam(learningRate, beta1, beta2, epsilon);
    }
}
