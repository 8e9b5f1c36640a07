package dev.hourglass.train;

import java.util.List;

/// The epochs and steps of a training that are done.
///
/// @param epochs one report for each whole epoch done
/// @param step steps done of the next epoch. Which samples they saw follows from the seed, the epoch and `leftOut`
/// @param loss the sum of the losses of these steps' samples
/// @param seconds spent on these steps
/// @param leftOut samples that the epoch of these steps leaves out
record TrainingProgress(List<EpochReport> epochs, int step, double loss, double seconds, List<Integer> leftOut) {
    static final TrainingProgress START = new TrainingProgress(List.of(), 0, 0, 0, List.of());

    TrainingProgress {
        epochs = List.copyOf(epochs);
        leftOut = List.copyOf(leftOut);
    }
}
