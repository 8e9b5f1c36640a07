package dev.hourglass.bench.contender;

/// A framework that trains a course's network, from its initial weights on.
public interface Contender extends AutoCloseable {
    /// Takes one step.
    ///
    /// @param batch from 0
    /// @param epoch counted from 1
    /// @return the batch's objective before the step
    double step(int batch, int epoch);

    @Override
    void close();
}
