package dev.hourglass.train;

import dev.hourglass.model.ModelFileException;
import dev.hourglass.spec.AutomaticCheckpoints;
import dev.hourglass.spec.CheckpointPolicy;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Writes a training's checkpoints when they are due; none where it has no folder for them.
///
/// A failure ends the training, except for automatic checkpoints: then listeners get the first one.
final class CheckpointWriter {
    private final Optional<CheckpointFolder> folder;
    private final boolean isAutomatic;
    private final List<TrainingListener> listeners;
    private boolean hasFailed;

    CheckpointWriter(RunContext context, CheckpointPolicy policy) {
        this.folder = context.checkpoints().map(path -> new CheckpointFolder(path, policy, System::nanoTime));
        this.isAutomatic = policy instanceof AutomaticCheckpoints;
        this.listeners = context.listeners();
    }

    /// Makes the folder.
    void prepare() {
        folder.ifPresent(files -> attempt(files::prepare));
    }

    /// Removes the checkpoints of an earlier training.
    void clear() {
        folder.ifPresent(files -> attempt(files::clear));
    }

    /// Whether one is due within an epoch.
    boolean isDue() {
        return folder.isPresent() && folder.get().isDue();
    }

    /// Whether one is due after an epoch.
    boolean isDueAfter(int epoch) {
        return folder.isPresent() && folder.get().isDueAfter(epoch);
    }

    /// @param state asked only where there is a folder
    void write(Supplier<Checkpoint> state) {
        folder.ifPresent(files -> attempt(() -> {
            files.write(state);
            listeners.forEach(listener -> listener.onCheckpoint(files.path()));
        }));
    }

    private void attempt(Runnable writing) {
        try {
            writing.run();
        } catch (ModelFileException e) {
            if (!isAutomatic) {
                throw e;
            }
            if (!hasFailed) {
                hasFailed = true;
                listeners.forEach(listener -> listener.onCheckpointFailure(e));
            }
        }
    }
}
