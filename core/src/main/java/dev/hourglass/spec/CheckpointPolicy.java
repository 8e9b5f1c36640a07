package dev.hourglass.spec;

/// When the checkpoints of a training are written, from which it can be resumed after the process ended, whatever ended it.
/// The weights that come of it are the same, bit by bit.
public sealed interface CheckpointPolicy permits AutomaticCheckpoints, Checkpointing, NoCheckpoints {}
