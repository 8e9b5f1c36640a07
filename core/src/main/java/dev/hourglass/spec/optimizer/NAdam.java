package dev.hourglass.spec.optimizer;

import dev.hourglass.internal.check.Require;

/// Adam with Nesterov's momentum, which grows at first (Dozat 2016, algorithm 2):
///
///     mu(t) = beta1 (1 - 0.5 * 0.96^(t momentumDecay))
///
/// @param learningRate about the size of a step of each weight, above 0
/// @param beta1 decay of the mean of gradients, at least 0 and below 1
/// @param beta2 decay of the mean of squared gradients, at least 0 and below 1
/// @param epsilon added to the root of the latter, above 0
/// @param momentumDecay how fast the momentum reaches beta1, at least 0
public record NAdam(double learningRate, double beta1, double beta2, double epsilon, double momentumDecay)
        implements Optimizer {
    public NAdam {
        Require.positive("nadam", "learning_rate", learningRate);
        Require.fraction("nadam", "beta1", beta1);
        Require.fraction("nadam", "beta2", beta2);
        Require.positive("nadam", "epsilon", epsilon);
        Require.notNegative("nadam", "momentum_decay", momentumDecay);
    }

    /// The paper's constants: 0.9, 0.999, 1e-8 and 0.004.
    public NAdam(double learningRate) {
        this(learningRate, 0.9, 0.999, 1e-8, 0.004);
    }

    @Override
    public int statePerParameter() {
        return 2;
    }

    /// The same with another `learningRate`.
    public NAdam withLearningRate(double learningRate) {
        return new NAdam(learningRate, beta1, beta2, epsilon, momentumDecay);
    }

    /// The same with another `beta1`.
    public NAdam withBeta1(double beta1) {
        return new NAdam(learningRate, beta1, beta2, epsilon, momentumDecay);
    }

    /// The same with another `beta2`.
    public NAdam withBeta2(double beta2) {
        return new NAdam(learningRate, beta1, beta2, epsilon, momentumDecay);
    }

    /// The same with another `epsilon`.
    public NAdam withEpsilon(double epsilon) {
        return new NAdam(learningRate, beta1, beta2, epsilon, momentumDecay);
    }

    /// The same with another `momentumDecay`.
    public NAdam withMomentumDecay(double momentumDecay) {
        return new NAdam(learningRate, beta1, beta2, epsilon, momentumDecay);
    }
}
