package dev.hourglass.train;

import dev.hourglass.internal.exec.NonFinite;
import java.util.List;
import java.util.Optional;

/// The steps of each epoch: which samples make up a batch, and how its gradient is computed.
interface EpochSteps {
    /// Begins an epoch, or goes on with one that was interrupted.
    ///
    /// @param epoch counted from 1
    /// @param begun what was done of it before
    void begin(int epoch, TrainingProgress begun);

    /// Steps of the epoch.
    int count();

    /// Samples of the epoch.
    int samples();

    /// Samples of one step.
    ///
    /// @param step of the epoch, counted from 1
    int samples(int step);

    /// Takes a step.
    ///
    /// @param step of the epoch, counted from 1
    /// @param rate factor on the optimizers' learning rates
    /// @return the batch's objective before the step; where it is not finite, the weights have not moved
    double take(int step, double rate);

    /// The samples that the epoch leaves out, in the order of the data.
    List<Integer> leftOut();

    /// Where the forward pass of a step whose loss was not finite first left the finite numbers, if it did.
    Optional<NonFinite> findNonFinite();
}
