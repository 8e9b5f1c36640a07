package dev.hourglass.spec.optimizer;

import dev.hourglass.internal.check.Require;

/// Adagrad (Duchi et al. 2011, the diagonal form): `s += g²`, `w -= rate g / (sqrt(s) + epsilon)`.
public record Adagrad(double learningRate, double epsilon) implements Optimizer {
    public Adagrad {
        Require.positive("adagrad", "learning_rate", learningRate);
        Require.positive("adagrad", "epsilon", epsilon);
    }

    /// epsilon 1e-10.
    public Adagrad(double learningRate) {
        this(learningRate, 1e-10);
    }

    @Override
    public int statePerParameter() {
        return 1;
    }

    /// The same with another `learningRate`.
    public Adagrad withLearningRate(double learningRate) {
        return new Adagrad(learningRate, epsilon);
    }

    /// The same with another `epsilon`.
    public Adagrad withEpsilon(double epsilon) {
        return new Adagrad(learningRate, epsilon);
    }
}
