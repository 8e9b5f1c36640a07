package dev.hourglass.spec;

/// How the learning rate changes while training.
public sealed interface Schedule permits Constant, StepDecay, Cosine, Warmup {
    /// What the optimizer's learning rate is multiplied by.
    ///
    /// @param progress epochs done, fractions included
    /// @param epochs epochs in all
    double factor(double progress, int epochs);
}
