package dev.hourglass.spec;

/// At the end of an epoch, at most one a minute, and rarer where writing them would take more than a fiftieth of the time;
/// always after the last epoch and when the training is stopped. The latest one stays, and the one of the lowest validation loss
/// or, where nothing is validated, of the lowest loss.
///
/// A checkpoint that cannot be written is reported and ends no training.
public record AutomaticCheckpoints() implements CheckpointPolicy {}
