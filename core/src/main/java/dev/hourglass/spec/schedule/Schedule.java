package dev.hourglass.spec.schedule;

/// How the learning rate changes while training.
public sealed interface Schedule permits ConstantSchedule, StepDecay, MultiStep, Cosine, Warmup, OneCycle, Plateau {
    /// What the optimizer's learning rate is multiplied by.
    ///
    /// @param progress epochs done, fractions included
    /// @param epochs epochs in all
    /// @param losses after each epoch done, of the validation samples where there are some
    double factor(double progress, int epochs, double[] losses);

    /// The same where no losses are known: of schedules that ask for them, the rate of the beginning.
    default double factor(double progress, int epochs) {
        return factor(progress, epochs, new double[0]);
    }

    /// Whether the rate of an epoch depends on how many follow, so that a training cannot be made longer afterwards.
    default boolean looksAhead() {
        return switch (this) {
            case ConstantSchedule _, StepDecay _, MultiStep _, Plateau _ -> false;
            case Cosine _, OneCycle _ -> true;
            case Warmup(_, var then) -> then.looksAhead();
        };
    }
}
