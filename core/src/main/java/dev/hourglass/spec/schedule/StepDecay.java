package dev.hourglass.spec.schedule;

import dev.hourglass.spec.SpecException;

/// Multiplies the rate by `factor` after every `every` epochs.
///
/// @param every epochs between two changes, at least 1
/// @param factor above 0 and at most 1
public record StepDecay(int every, double factor) implements Schedule {
    public StepDecay {
        if (every < 1) {
            throw new SpecException("step: every must be at least 1, found " + every);
        }
        if (!(factor > 0 && factor <= 1)) {
            throw new SpecException("step: factor must be above 0 and at most 1, found " + factor);
        }
    }

    @Override
    public double factor(double progress, int epochs, double[] losses) {
        return StrictMath.pow(factor, Math.floor(progress / every));
    }

    /// The same with another `every`.
    public StepDecay withEvery(int every) {
        return new StepDecay(every, factor);
    }

    /// The same with another `factor`.
    public StepDecay withFactor(double factor) {
        return new StepDecay(every, factor);
    }
}
