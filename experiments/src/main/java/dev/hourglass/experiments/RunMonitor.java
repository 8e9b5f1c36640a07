package dev.hourglass.experiments;

import dev.hourglass.train.TrainingListener;

/// Follows a run while it works, and can stop it: a console, a page in a browser, a log.
public interface RunMonitor {
    /// Receives a line about what happens.
    void report(String line);

    /// Follows one of the run's trainings.
    ///
    /// @param epochs that the training will have at most
    /// @param before epochs, fractions included, that were done by the training that this one resumes
    default TrainingListener progress(int epochs, double before) {
        return progress("", epochs, before);
    }

    /// Follows a training that is one of several of a run.
    ///
    /// @param phase what to call it; empty for the one that gives the model
    /// @param epochs that the training will have at most
    /// @param before epochs, fractions included, that were done by the training that this one resumes
    TrainingListener progress(String phase, int epochs, double before);

    /// The run has nothing worth saving until the result is closed: where it is to end, it need not wait for that. May be closed
    /// twice.
    ///
    /// @param discard takes back what has begun, from any thread
    Stoppable withdrawable(Runnable discard);

    /// The run can be stopped from now on, until the result is closed: then everything that it has learnt is saved.
    ///
    /// @param stop asks the run to stop, from any thread
    Stoppable stoppable(Runnable stop);

    /// A part of a run that can be stopped, and then saves what it has learnt.
    interface Stoppable extends AutoCloseable {
        @Override
        void close();
    }
}
