package dev.hourglass.train;

import dev.hourglass.internal.exec.EngineState;
import java.util.List;

/// Takes several steps of a training with each bucket by itself, where its samples are (local SGD, Stich 2019).
public non-sealed interface BucketRounds extends BucketWorkers {
    /// What one bucket is left with after a round.
    ///
    /// @param state weights and what the optimizer remembers
    /// @param loss the objective before each of its steps, as a mean over its samples
    /// @param samples of its steps
    @SuppressWarnings("exports") // other modules of the project alone can name the type
    record Outcome(EngineState state, double loss, int samples) {}

    /// Steps that a bucket takes in a round, at least 1.
    int steps();

    /// A round, of each bucket that has samples in it, in the order of the buckets.
    ///
    /// @param epoch counted from 1
    /// @param round of the epoch, counted from 1
    /// @param state where all buckets begin
    /// @param rate factor on the optimizers' learning rates
    @SuppressWarnings("exports") // other modules of the project alone can name the type
    List<Outcome> run(int epoch, int round, EngineState state, double rate);
}
