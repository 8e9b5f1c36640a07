package dev.hourglass.experiments.sweep;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/// The time a sweep may take.
///
/// A trial is expected to take as long, epoch by epoch, as the slowest before it; nothing is known of the first.
public final class Budget {
    private final OptionalDouble seconds;
    private final LongSupplier nanoTime;
    private final long begin;
    private double slowestEpoch;

    /// @param minutes where absent, there is no end
    /// @param nanoTime the clock
    public Budget(Optional<Double> minutes, LongSupplier nanoTime) {
        this.seconds = minutes.map(m -> OptionalDouble.of(m * 60)).orElse(OptionalDouble.empty());
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
    }

    /// Learns from a trial that is done, now or in an earlier sweep.
    void learn(TrialResult result) {
        if (result.failure().isEmpty() && result.epochs() > 0) {
            slowestEpoch = Math.max(slowestEpoch, result.seconds() / result.epochs());
        }
    }

    /// Whether a trial can be expected to end in time.
    boolean allows(Trial trial) {
        double spent = elapsed();
        double needed = slowestEpoch * trial.experiment().train().epochs();
        return seconds.isEmpty() || (spent < seconds.getAsDouble() && spent + needed <= seconds.getAsDouble());
    }

    /// Seconds since the sweep began.
    double elapsed() {
        return (nanoTime.getAsLong() - begin) * 1e-9;
    }
}
