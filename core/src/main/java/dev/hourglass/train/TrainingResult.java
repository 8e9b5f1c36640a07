package dev.hourglass.train;

import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.profile.Profile;
import java.util.List;
import java.util.Optional;

/// The result of a training.
///
/// @param epochs one report for each epoch done
/// @param diagnostics the problems found
/// @param ending the reason why it ended
/// @param profile where the time went, if [Trainer#withProfile] asked for it and the training got beyond its first steps
public record TrainingResult(
        TrainedAutoencoder model,
        List<EpochReport> epochs,
        List<Diagnostic> diagnostics,
        Ending ending,
        Optional<Profile> profile) {
    public TrainingResult {
        epochs = List.copyOf(epochs);
        diagnostics = List.copyOf(diagnostics);
    }

    /// Why a training ended.
    public enum Ending {
        /// All epochs were done.
        COMPLETED,
        /// The validation loss no longer fell; the weights are the best ones seen.
        STOPPED_EARLY,
        /// It was stopped; the weights are those of the last whole step.
        INTERRUPTED
    }

    /// Seconds spent on training steps.
    public double seconds() {
        return epochs.stream().mapToDouble(EpochReport::seconds).sum();
    }

    /// Training samples per second of training steps.
    public double samplesPerSecond() {
        return epochs.stream().mapToLong(EpochReport::samples).sum() / Math.max(seconds(), 1e-9);
    }
}
