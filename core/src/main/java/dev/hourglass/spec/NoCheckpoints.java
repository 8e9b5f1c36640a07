package dev.hourglass.spec;

/// None: the training cannot be resumed.
public record NoCheckpoints() implements CheckpointPolicy {}
