package dev.hourglass.bench.race;

/// A framework that trains a workload's network, from its initial weights on.
interface Contender extends AutoCloseable {
    /// Takes one step.
    ///
    /// @param from first sample of the batch
    /// @param epoch counted from 1
    /// @return the batch's loss before the step
    double step(int from, int epoch);

    @Override
    void close();
}
