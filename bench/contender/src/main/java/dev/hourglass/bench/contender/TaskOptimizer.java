package dev.hourglass.bench.contender;

/// How a gradient becomes a step.
public sealed interface TaskOptimizer {
    /// Kingma and Ba 2015, algorithm 1.
    record Adam(double rate, double beta1, double beta2, double epsilon) implements TaskOptimizer {}

    /// Zeiler 2012.
    record Adadelta(double rate, double rho, double epsilon) implements TaskOptimizer {}
}
