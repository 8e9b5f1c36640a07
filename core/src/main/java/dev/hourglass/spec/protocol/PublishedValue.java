package dev.hourglass.spec.protocol;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.SpecException;

/// A value that others have reported.
///
/// @param value in the units of the measure; of several trainings their mean
/// @param source where it stands
/// @param standardDeviation of the trainings behind it, in the units of the measure; 0 if it is not known
/// @param runs how many trainings these are
public record PublishedValue(double value, String source, double standardDeviation, int runs) implements Reference {
    public PublishedValue {
        if (source.isBlank()) {
            throw new SpecException("published: source must say where the value stands, found none");
        }
        Require.notNegative("published", "sd", standardDeviation);
        Require.positive("published", "runs", runs);
    }

    /// A value of one training, or of trainings whose spread is not known.
    public PublishedValue(double value, String source) {
        this(value, source, 0, 1);
    }

    /// The same with another `value`.
    public PublishedValue withValue(double value) {
        return new PublishedValue(value, source, standardDeviation, runs);
    }

    /// The same with another `source`.
    public PublishedValue withSource(String source) {
        return new PublishedValue(value, source, standardDeviation, runs);
    }

    /// The same with another `standardDeviation`.
    public PublishedValue withStandardDeviation(double standardDeviation) {
        return new PublishedValue(value, source, standardDeviation, runs);
    }

    /// The same with other `runs`.
    public PublishedValue withRuns(int runs) {
        return new PublishedValue(value, source, standardDeviation, runs);
    }
}
