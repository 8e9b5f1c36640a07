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
    TrainingListener progress(int epochs, double before);

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
