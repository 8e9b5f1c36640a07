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

/// A training that was put down, and can be taken up again: weights, what the optimizer remembers, how far it has come in
/// which epoch, its history, the best weights so far and what the doctor has noticed.
///
/// What comes of a training that is taken up with [Trainer#resume] is the same, bit by bit, as if it had never been put down, on
/// any number of threads.
public final class Checkpoint {
    private final TrainedAutoencoder model;
    private final TrainingOptions options;
    private final Fingerprints fingerprints;
    private final EngineState engine;
    private final TrainingProgress position;
    private final Optional<BestEpoch> best;
    private final TrainingDiagnostics.Notes notes;

    /// What a training saw.
    ///
    /// @param training of the samples it is trained on
    /// @param validation of those it is validated with
    record Fingerprints(String training, Optional<String> validation) {}

    Checkpoint(
            TrainedAutoencoder model,
            TrainingOptions options,
            Fingerprints fingerprints,
            EngineState engine,
            TrainingProgress position,
            Optional<BestEpoch> best,
            TrainingDiagnostics.Notes notes) {
        this.model = model;
        this.options = options;
        this.fingerprints = fingerprints;
        this.engine = engine;
        this.position = position;
        this.best = best;
        this.notes = notes;
    }

    /// Reads a checkpoint.
    ///
    /// @throws ModelFileException if the file is missing, damaged or no checkpoint
    public static Checkpoint load(Path file) {
        return CheckpointFile.read(file);
    }

    /// Reads the latest checkpoint that [Trainer#withCheckpoints] has left in a folder; empty where there is none. One that
    /// cannot be read is passed over where an earlier one can: resuming from that gives the same bits, only later.
    ///
    /// @throws ModelFileException if there are checkpoints and none of them can be read; it is about the latest, those before
    ///     are suppressed in it
    public static Optional<Checkpoint> latest(Path folder) {
        return latest(folder, _ -> {});
    }

    /// The same, and reports those that were passed over.
    ///
    /// @param damaged called for each checkpoint after the one that is returned, the latest first
    /// @throws ModelFileException if there are checkpoints and none of them can be read; it is about the latest
    public static Optional<Checkpoint> latest(Path folder, Consumer<ModelFileException> damaged) {
        return CheckpointFolder.latest(folder, damaged);
    }

    /// Writes a file; one that stood there before is replaced in one step.
    ///
    /// @throws ModelFileException if it cannot be written; a file that stood there before is still there
    public void save(Path file) {
        CheckpointFile.write(this, file);
    }

    public Autoencoder spec() {
        return model.spec();
    }

    public TrainingOptions options() {
        return options;
    }

    /// The model as it is so far.
    public TrainedAutoencoder model() {
        return model;
    }

    /// One report for each whole epoch done.
    public List<EpochReport> epochs() {
        return position.epochs();
    }

    /// Steps done of the epoch after those.
    public int step() {
        return position.step();
    }

    Fingerprints fingerprints() {
        return fingerprints;
    }

    EngineState engine() {
        return engine;
    }

    TrainingProgress position() {
        return position;
    }

    Optional<BestEpoch> best() {
        return best;
    }

    TrainingDiagnostics.Notes notes() {
        return notes;
    }
}
