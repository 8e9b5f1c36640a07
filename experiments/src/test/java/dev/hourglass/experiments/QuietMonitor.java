package dev.hourglass.experiments;

import dev.hourglass.train.TrainingListener;

/// Ignores what a run reports, and never stops it.
public record QuietMonitor() implements RunMonitor {
    @Override
    public void report(String line) {}

    @Override
    public TrainingListener progress(String phase, int epochs, double before) {
        return new TrainingListener() {};
    }

    @Override
    public Stoppable withdrawable(Runnable discard) {
        return () -> {};
    }

    @Override
    public Stoppable stoppable(Runnable stop) {
        return () -> {};
    }
}
