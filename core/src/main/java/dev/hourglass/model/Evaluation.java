package dev.hourglass.model;

/// How well a model does on some samples.
public sealed interface Evaluation permits ReconstructionEvaluation, ClassifierEvaluation {
    /// How many.
    int samples();

    /// The objective, with the spec's corruption and penalties: per feature, or per sample of a classifier.
    double loss();
}
