package dev.hourglass.train;

/// One step of the optimizer, just done.
///
/// @param epoch counted from 1
/// @param step within the epoch, counted from 1
/// @param steps in an epoch
/// @param samples in this step's batch
/// @param loss the batch's objective before the step
public record StepReport(int epoch, int step, int steps, int samples, double loss) {}
