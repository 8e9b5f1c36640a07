package dev.hourglass.train;

import dev.hourglass.model.ModelFileException;

/// Told what happens, on the thread that trains. Whatever a listener throws ends the training.
public interface TrainingListener {
    default void onStep(StepReport step) {}

    default void onEpoch(EpochReport epoch) {}

    /// An epoch of one layer's own training, before all layers are trained together.
    default void onPretraining(PretrainingReport report) {}

    default void onDiagnostic(Diagnostic finding) {}

    /// An automatic checkpoint could not be written, as when the disk is full; the training goes on, and tries again when the
    /// next one is due. Called for the first such failure of a training.
    default void onCheckpointFailure(ModelFileException failure) {}
}
