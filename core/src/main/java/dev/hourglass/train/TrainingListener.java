package dev.hourglass.train;

import dev.hourglass.model.ModelFileException;
import dev.hourglass.model.TrainedAutoencoder;
import java.nio.file.Path;
import java.util.function.Supplier;

/// Receives reports of a training, on the thread that trains. An exception from a listener ends the training.
public interface TrainingListener {
    /// After each step.
    default void onStep(StepReport step) {}

    /// After each epoch, its validation included.
    default void onEpoch(EpochReport epoch) {}

    /// Likewise, with the model as it is after the epoch; calls [#onEpoch(EpochReport)] unless it is overridden.
    ///
    /// @param model copies the weights when it is first asked, so a listener that does not ask costs nothing; to be asked before this
    ///     method returns
    default void onEpoch(EpochReport epoch, Supplier<TrainedAutoencoder> model) {
        onEpoch(epoch);
    }

    /// After each epoch of one layer's own training, before all layers are trained together.
    default void onPretraining(PretrainingReport report) {}

    /// A problem was found that does not end the training.
    default void onDiagnostic(Diagnostic diagnostic) {}

    /// A checkpoint was written; others may have been removed.
    ///
    /// @param folder where checkpoints are
    default void onCheckpoint(Path folder) {}

    /// An automatic checkpoint could not be written, for example because the disk is full; the training goes on and tries again when
    /// the next one is due. Called for the first such failure of a training.
    default void onCheckpointFailure(ModelFileException failure) {}
}
