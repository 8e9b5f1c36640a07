package dev.hourglass.bench.contender;

/// How far samples go through a network.
public enum InferencePart {
    /// To the code.
    ENCODE,
    /// To the output, with the function that the loss stands for.
    RECONSTRUCT
}
