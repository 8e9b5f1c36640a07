package dev.hourglass.spec.optimizer;

import dev.hourglass.internal.check.Require;

/// Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2): `w -= rate * weightDecay * w` beside
/// Adam's step. Biases do not decay.
public record AdamW(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
        implements Optimizer {
    public AdamW {
        Require.positive("adamw", "learning_rate", learningRate);
        Require.fraction("adamw", "beta1", beta1);
        Require.fraction("adamw", "beta2", beta2);
        Require.positive("adamw", "epsilon", epsilon);
        Require.notNegative("adamw", "weight_decay", weightDecay);
    }

    /// Adam's constants and a decay of 0.01.
    public AdamW(double learningRate) {
        this(learningRate, 0.9, 0.999, 1e-8, 0.01);
    }

    @Override
    public int statePerParameter() {
        return 2;
    }

    /// The same with another `learningRate`.
    public AdamW withLearningRate(double learningRate) {
        return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay);
    }

    /// The same with another `beta1`.
    public AdamW withBeta1(double beta1) {
        return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay);
    }

    /// The same with another `beta2`.
    public AdamW withBeta2(double beta2) {
        return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay);
    }

    /// The same with another `epsilon`.
    public AdamW withEpsilon(double epsilon) {
        return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay);
    }

    /// The same with another `weightDecay`.
    public AdamW withWeightDecay(double weightDecay) {
        return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay);
    }
}
