package dev.hourglass.experiments;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.datasets.DataSource;
import dev.hourglass.experiments.RunStatus.State;
import dev.hourglass.experiments.evaluation.TestEvaluation;
import dev.hourglass.experiments.snapshot.SnapshotRecorder;
import dev.hourglass.experiments.yaml.SpecFile;
import dev.hourglass.internal.file.AtomicFile;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.model.ModelFileException;
import dev.hourglass.model.ParameterCount;
import dev.hourglass.spec.AutomaticCheckpoints;
import dev.hourglass.spec.Checkpointing;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.NoCheckpoints;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.train.Checkpoint;
import dev.hourglass.train.Trainer;
import dev.hourglass.train.TrainingResult;
import dev.hourglass.train.TrainingResult.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One training from beginning to end: trained with progress shown, saved, evaluated.
///
/// @param threads that train
/// @param isProfiling whether to measure where the time goes
/// @param resuming what the run has to do with checkpoints
public record TrainingRun(
        RunMonitor monitor, RunFolder folder, int threads, boolean isProfiling, Resuming resuming) {
    /// What a run has to do with checkpoints.
    public enum Resuming {
        /// Writes none, unless the spec asks for them.
        NEVER,
        /// Writes them, automatically unless the spec asks for them or that there are none.
        LATER,
        /// Goes on from the folder's latest one, where there is one, and writes more.
        NOW
    }

    /// A training from its beginning, which does not measure where the time goes and writes no checkpoints, unless the spec
    /// says when.
    public TrainingRun(RunMonitor monitor, RunFolder folder, int threads) {
        this(monitor, folder, threads, false, Resuming.NEVER);
    }

    /// Trains on the training part of the data and evaluates on the test part. The model is in the folder when this
    /// returns or is interrupted; a folder to which nothing came is removed when it fails.
    ///
    /// @param finish writes whatever else belongs into the folder, and answers; Ctrl-C waits for it
    ///
    /// @throws DataException if the data cannot be trained on
    public void train(String name, Experiment experiment, DataSource data, Consumer<RunResult> finish) {
        train(name, experiment, SpecFile.write(experiment), data, finish);
    }

    /// Likewise.
    ///
    /// @param spec the experiment as YAML, with comments perhaps, which the folder keeps
    public void train(String name, Experiment experiment, String spec, DataSource data, Consumer<RunResult> finish) {
        var run = new RunDescription(name, data.name(), spec, Optional.of(data.split().test()));
        inFolder(locked -> locked.fit(run, experiment, () -> data.split().train(), data.validation(),
                result -> finish.accept(evaluate(name, experiment, data, result))));
    }

    /// Keeps every other process from training into the folder while all of a run is done, and removes the folder where
    /// nothing came of it.
    ///
    /// @throws UncheckedIOException if another process is training there; nothing is changed then
    public void inFolder(Consumer<LockedRun> work) {
        try (var _ = folder.lock()) {
            try (var preparation = monitor.withdrawable(folder::discardIfNothingCame)) {
                work.accept(new LockedRun(this, preparation));
            } finally {
                folder.discardIfNothingCame();
            }
        }
    }

    /// As [LockedRun#fit], which calls this.
    void fit(
            RunDescription run, Experiment experiment, Supplier<Dataset> samples, Optional<Dataset> validation,
            Consumer<TrainingResult> finish) {
        var start = resuming == Resuming.NOW ? latest() : Optional.<Checkpoint>empty();
        if (resuming == Resuming.NOW && start.isEmpty()) {
            if (Files.exists(folder.model())) {
                throw new DataException(folder.path(),
                        "found a model, but no checkpoint to resume from; remove --resume to start another run");
            }
            monitor.report(
                    String.format(Locale.ROOT, "no checkpoint in %s: starting from the beginning", folder.path()));
        }
        var trainer = trainer(experiment, start);
        start.ifPresent(checkpoint -> monitor
                .report(String.format(Locale.ROOT, "resuming after %d of %d epochs%s", checkpoint.epochs().size(),
                        experiment.train().epochs(),
                        checkpoint.step() == 0 ? "" : String.format(Locale.ROOT, " and %d steps", checkpoint.step()))));
        int done = start.map(Checkpoint::epochs).orElse(List.of()).size();
        var training = samples.get();
        writeSpec(run);
        var status = new RunStatusFile(folder.status(), run, experiment.train().epochs(), done, training.size(),
                ParameterCount.of(experiment.model()));
        fit(run, trainer, experiment.train().epochs(), training, validation, start, status, finish);
    }

    private void fit(
            RunDescription run, Trainer trainer, int epochs, Dataset samples, Optional<Dataset> validation,
            Optional<Checkpoint> start, RunStatusFile status, Consumer<TrainingResult> finish) {
        var before = start.map(Checkpoint::epochs).orElse(List.of());
        try (var history = new HistoryFile(folder.history(), before)) {
            var progress = monitor.progress(epochs, before.size());
            var stop = new AtomicBoolean();
            var followed = trainer.withListener(history).withListener(progress).withListener(status)
                    .withListener(new CheckpointFailures(monitor))
                    .stopWhen(stop::get);
            var asked = run.shown()
                    .map(test -> SnapshotRecorder.of(folder.snapshots(), test, before.size(), epochs))
                    .map(followed::withListener).orElse(followed);
            try (var _ = monitor.stoppable(() -> stop.set(true))) {
                followed(status, () -> {
                    var result = validation.isPresent() ? asked.train(samples, validation.get()) : asked.train(samples);
                    reportEnding(result);
                    status.write(State.EVALUATING);
                    finish.accept(result);
                    status.write(State.valueOf(result.ending().name()));
                });
            }
        }
    }

    private static void followed(RunStatusFile status, Runnable training) {
        try {
            training.run();
        } catch (RuntimeException | Error e) {
            status.fail(Objects.requireNonNullElse(e.getMessage(), e.toString()));
            throw e;
        }
    }

    private void writeSpec(RunDescription run) {
        try {
            AtomicFile.replace(folder.spec(), run.spec());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The latest checkpoint that is whole.
    private Optional<Checkpoint> latest() {
        try {
            return Checkpoint.latest(folder.checkpoints(), damaged -> monitor
                    .report(String.format(Locale.ROOT, "%s; resuming from an earlier checkpoint",
                            damaged.getMessage())));
        } catch (ModelFileException e) {
            throw new DataException(
                    String.format(Locale.ROOT,
                            "%s; no checkpoint of this run can be read: remove --resume and add --force to start again",
                            e.getMessage()));
        }
    }

    private Trainer trainer(Experiment experiment, Optional<Checkpoint> start) {
        var trainer = new Trainer(experiment.model(), experiment.train()).withThreads(threads);
        if (isProfiling) {
            trainer = trainer.withProfile();
        }
        if (writesCheckpoints(experiment.train())) {
            trainer = trainer.withCheckpoints(folder.checkpoints());
        }
        return start.isPresent() ? trainer.resume(start.get()) : trainer;
    }

    private boolean writesCheckpoints(TrainingOptions options) {
        return switch (options.checkpoint()) {
            case AutomaticCheckpoints() -> resuming != Resuming.NEVER;
            case Checkpointing _ -> true;
            case NoCheckpoints() -> false;
        };
    }

    private RunResult evaluate(String name, Experiment experiment, DataSource data, TrainingResult result) {
        var provenance = RunMetadata.of(name, data, result.epochs().size());
        var model = result.model().withMetadata(provenance);
        // Evaluating takes a while; after an interruption there is a model at least.
        model.save(folder.model());
        monitor.report("evaluating on the test samples, with a PCA baseline ...");
        var evaluation = TestEvaluation.of(model, data.split());
        var evaluated = model.withMetadata(RunMetadata.of(evaluation));
        evaluated.save(folder.model());
        return new RunResult(name, experiment, data, folder, result, evaluated, evaluation);
    }

    private void reportEnding(TrainingResult result) {
        int epochs = result.epochs().size();
        if (result.ending() == Ending.STOPPED_EARLY) {
            monitor.report(String.format(Locale.ROOT,
                    "stopped early after %s: the validation loss no longer fell", CountedNoun.text(epochs, "epoch")));
        } else if (result.ending() == Ending.INTERRUPTED) {
            monitor.report(String.format(Locale.ROOT, "training was interrupted after %s",
                    CountedNoun.text(epochs, "complete epoch")));
        }
    }
}
