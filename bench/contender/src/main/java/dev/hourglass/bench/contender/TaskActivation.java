package dev.hourglass.bench.contender;

/// The function a layer applies to each of its outputs.
public enum TaskActivation {
    IDENTITY, RELU, SIGMOID, TANH, SILU
}
