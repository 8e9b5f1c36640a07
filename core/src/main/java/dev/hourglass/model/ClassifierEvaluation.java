package dev.hourglass.model;

/// How well a classifier does on some samples.
///
/// @param loss its cross-entropy per sample, in nats
/// @param accuracy the share of samples whose class is predicted
public record ClassifierEvaluation(int samples, double loss, double accuracy) implements Evaluation {}
