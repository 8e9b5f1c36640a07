package dev.hourglass.spec.protocol;

import dev.hourglass.internal.check.Require;

/// What is measured of a trained model, and what it is compared with.
///
/// @param title of the result, for tables
/// @param measure of the model on the test samples; lower is better
/// @param reference what it is compared with
/// @param quick the shortened form, whose value is known
/// @param binarise which samples become zeros and ones, drawn once
/// @param seeds trainings whose mean is the result, at least 1
public record Verification(
        String title, Measure measure, Reference reference, QuickRun quick, BinarisedPart binarise, int seeds) {
    public Verification {
        Require.positive("verify", "seeds", seeds);
    }

    /// The same with another `title`.
    public Verification withTitle(String title) {
        return new Verification(title, measure, reference, quick, binarise, seeds);
    }

    /// The same with another `measure`.
    public Verification withMeasure(Measure measure) {
        return new Verification(title, measure, reference, quick, binarise, seeds);
    }

    /// The same with another `reference`.
    public Verification withReference(Reference reference) {
        return new Verification(title, measure, reference, quick, binarise, seeds);
    }

    /// The same with another `quick`.
    public Verification withQuick(QuickRun quick) {
        return new Verification(title, measure, reference, quick, binarise, seeds);
    }

    /// The same with another `binarise`.
    public Verification withBinarise(BinarisedPart binarise) {
        return new Verification(title, measure, reference, quick, binarise, seeds);
    }

    /// The same with another `seeds`.
    public Verification withSeeds(int seeds) {
        return new Verification(title, measure, reference, quick, binarise, seeds);
    }
}
