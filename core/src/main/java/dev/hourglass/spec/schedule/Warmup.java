package dev.hourglass.spec.schedule;

import dev.hourglass.spec.SpecException;

/// Rises in a straight line during the first epochs, then follows another schedule as if that had run from the start.
///
/// @param epochs length of the rise, fractions allowed, above 0
/// @param then the schedule afterwards
public record Warmup(double epochs, Schedule then) implements Schedule {
    public Warmup {
        if (!(epochs > 0 && Double.isFinite(epochs))) {
            throw new SpecException("warmup: epochs must be above 0, found " + epochs);
        }
    }

    @Override
    public double factor(double progress, int total, double[] losses) {
        return Math.min(progress / epochs, 1) * then.factor(progress, total, losses);
    }

    /// The same with another `epochs`.
    public Warmup withEpochs(double epochs) {
        return new Warmup(epochs, then);
    }

    /// The same with another `then`.
    public Warmup withThen(Schedule then) {
        return new Warmup(epochs, then);
    }
}
