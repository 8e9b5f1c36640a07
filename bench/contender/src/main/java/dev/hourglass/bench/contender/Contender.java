package dev.hourglass.bench.contender;

/// A framework that trains a task's network, from its initial weights on.
public interface Contender extends AutoCloseable {
    /// Takes one step.
    ///
    /// @param batch from 0
    /// @param epoch counted from 1
    /// @return the batch's objective before the step; where no noise was given, a framework that does not compute it in
    ///     the step may leave it out
    double step(int batch, int epoch);

    @Override
    void close();
}
