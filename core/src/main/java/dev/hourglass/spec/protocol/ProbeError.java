package dev.hourglass.spec.protocol;

/// The share of test samples whose class a softmax regression on the codes of the training samples gets wrong.
public record ProbeError() implements Measure {}
