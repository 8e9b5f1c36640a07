package dev.hourglass.train;

import dev.hourglass.internal.exec.EngineState;
import dev.hourglass.model.ModelFileException;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.TrainingOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The state of a training: weights, the optimizer's state, epoch and step, history, the best weights so far and diagnostics.
///
/// [Trainer#resume] continues from it; the result is bit-identical to that of an uninterrupted training, on any number of threads.
public final class Checkpoint {
    private final TrainedAutoencoder model;
    private final TrainingOptions options;
    private final Fingerprints fingerprints;
    private final EngineState engine;
    private final TrainingProgress progress;
    private final Optional<BestEpoch> best;
    private final TrainingDiagnostics.State diagnostics;

    /// The fingerprints of a training's data.
    ///
    /// @param training of the samples that it trains on
    /// @param validation of the samples that it validates with
    record Fingerprints(String training, Optional<String> validation) {}

    Checkpoint(
            TrainedAutoencoder model,
            TrainingOptions options,
            Fingerprints fingerprints,
            EngineState engine,
            TrainingProgress progress,
            Optional<BestEpoch> best,
            TrainingDiagnostics.State diagnostics) {
        this.model = model;
        this.options = options;
        this.fingerprints = fingerprints;
        this.engine = engine;
        this.progress = progress;
        this.best = best;
        this.diagnostics = diagnostics;
    }

    /// Reads a checkpoint.
    ///
    /// @throws ModelFileException if the file is missing, damaged or no checkpoint
    public static Checkpoint load(Path file) {
        return CheckpointFile.read(file);
    }

    /// Reads the latest checkpoint that [Trainer#withCheckpoints] has written to a directory; empty where there is none. A damaged
    /// one is skipped if an earlier one is intact: resuming from that gives the same bits, only later.
    ///
    /// @throws ModelFileException if there are checkpoints and none of them can be read; it is about the latest, the exceptions of
    ///     those before are suppressed in it
    public static Optional<Checkpoint> latest(Path folder) {
        return latest(folder, _ -> {});
    }

    /// The same, and reports the checkpoints that are skipped.
    ///
    /// @param damaged called for each checkpoint after the one that is returned, the latest first
    /// @throws ModelFileException if there are checkpoints and none of them can be read; it is about the latest
    public static Optional<Checkpoint> latest(Path folder, Consumer<ModelFileException> damaged) {
        return CheckpointFolder.latest(folder, damaged);
    }

    /// Writes a file, atomically: another file of that name is replaced.
    ///
    /// @throws ModelFileException if it cannot be written; another file of that name is unchanged
    public void save(Path file) {
        CheckpointFile.write(this, file);
    }

    public Autoencoder spec() {
        return model.spec();
    }

    public TrainingOptions options() {
        return options;
    }

    /// The model at this step.
    public TrainedAutoencoder model() {
        return model;
    }

    /// One report for each whole epoch done.
    public List<EpochReport> epochs() {
        return progress.epochs();
    }

    /// Steps done of the epoch after [#epochs]; 0 between two epochs.
    public int step() {
        return progress.step();
    }

    Fingerprints fingerprints() {
        return fingerprints;
    }

    EngineState engine() {
        return engine;
    }

    TrainingProgress progress() {
        return progress;
    }

    Optional<BestEpoch> best() {
        return best;
    }

    TrainingDiagnostics.State diagnostics() {
        return diagnostics;
    }
}
