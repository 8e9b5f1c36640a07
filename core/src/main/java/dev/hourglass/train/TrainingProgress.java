package dev.hourglass.train;

import java.util.List;

/// The epochs and steps of a training that are done.
///
/// @param epochs one report for each whole epoch done
/// @param step steps done of the next epoch. Which samples they saw follows from the seed and the epoch
/// @param loss the sum of the losses of these steps' samples
/// @param seconds spent on these steps
record TrainingProgress(List<EpochReport> epochs, int step, double loss, double seconds) {
    static final TrainingProgress START = new TrainingProgress(List.of(), 0, 0, 0);

    TrainingProgress {
        epochs = List.copyOf(epochs);
    }
}
