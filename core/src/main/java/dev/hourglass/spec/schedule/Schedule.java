package dev.hourglass.spec.schedule;

/// How the learning rate changes while training.
public sealed interface Schedule permits ConstantSchedule, StepDecay, Cosine, Warmup {
    /// What the optimizer's learning rate is multiplied by.
    ///
    /// @param progress epochs done, fractions included
    /// @param epochs epochs in all
    double factor(double progress, int epochs);

    /// Whether the rate of an epoch depends on how many follow, so that a training cannot be made longer afterwards.
    default boolean looksAhead() {
        return switch (this) {
            case ConstantSchedule _, StepDecay _ -> false;
            case Cosine _ -> true;
            case Warmup(_, var then) -> then.looksAhead();
        };
    }
}
