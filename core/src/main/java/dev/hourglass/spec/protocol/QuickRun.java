package dev.hourglass.spec.protocol;

import dev.hourglass.internal.check.Require;

/// A shortened form of a protocol, whose value is the same bits on every machine.
///
/// @param samples to train on and to test with, the first ones of each
/// @param epochs of each of the trainings, at most
/// @param expected the value that is measured
public record QuickRun(int samples, int epochs, double expected) {
    /// Codes drawn for each sample, at most, where the measure draws codes.
    public static final int MOST_DRAWS = 20;

    public QuickRun {
        Require.positive("quick", "samples", samples);
        Require.positive("quick", "epochs", epochs);
    }

    /// The same with another `samples`.
    public QuickRun withSamples(int samples) {
        return new QuickRun(samples, epochs, expected);
    }

    /// The same with another `epochs`.
    public QuickRun withEpochs(int epochs) {
        return new QuickRun(samples, epochs, expected);
    }

    /// The same with another `expected`.
    public QuickRun withExpected(double expected) {
        return new QuickRun(samples, epochs, expected);
    }
}
