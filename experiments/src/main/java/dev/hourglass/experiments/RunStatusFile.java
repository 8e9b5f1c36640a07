package dev.hourglass.experiments;

import dev.hourglass.experiments.RunStatus.RunProcess;
import dev.hourglass.experiments.RunStatus.RunProgress;
import dev.hourglass.experiments.RunStatus.State;
import dev.hourglass.internal.file.AtomicFile;
import dev.hourglass.train.Diagnostic;
import dev.hourglass.train.EpochReport;
import dev.hourglass.train.StepReport;
import dev.hourglass.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Keeps `run.json` up to date. That it cannot be written, on a full disk say, stops no training.
final class RunStatusFile implements TrainingListener {
    private static final long INTERVAL = 1_000_000_000L;

    private final Path file;
    private final RunDescription run;
    private final RunProcess process = RunProcess.current();
    private final Instant begun = Instant.now();
    private final long start = System.nanoTime();
    private final int epochs;
    private final int samples;
    private final long parameters;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private RunProgress progress = RunProgress.NONE;
    private long written;
    private long seen;
    private double epochLoss;
    private long epochSamples;

    /// @param epochs that there will be at most
    /// @param done epochs that were done before
    /// @param samples to train on
    /// @param parameters of the model
    RunStatusFile(Path file, RunDescription run, int epochs, int done, int samples, long parameters) {
        this.file = file;
        this.run = run;
        this.epochs = epochs;
        this.samples = samples;
        this.parameters = parameters;
        this.progress = new RunProgress(done, 0, 0, 0, 0);
        write(State.RUNNING, Optional.empty());
    }

    @Override
    public void onStep(StepReport step) {
        if (step.step() == 1) {
            epochLoss = 0;
            epochSamples = 0;
        }
        seen += step.samples();
        epochSamples += step.samples();
        epochLoss += step.loss() * step.samples();
        long now = System.nanoTime();
        if (now - written >= INTERVAL) {
            progress = new RunProgress(step.epoch(), step.step(), step.steps(), epochLoss / epochSamples,
                    seen / Math.max(1e-9, (now - start) * 1e-9));
            write(State.RUNNING, Optional.empty());
        }
    }

    @Override
    public void onEpoch(EpochReport epoch) {
        progress = new RunProgress(epoch.epoch(), 0, 0, epoch.loss(),
                seen / Math.max(1e-9, (System.nanoTime() - start) * 1e-9));
        if (System.nanoTime() - written >= INTERVAL) {
            write(State.RUNNING, Optional.empty());
        }
    }

    @Override
    public void onDiagnostic(Diagnostic diagnostic) {
        diagnostics.add(diagnostic);
        write(State.RUNNING, Optional.empty());
    }

    /// The training is over, or a part of it is.
    void write(State state) {
        write(state, Optional.empty());
    }

    /// The training failed.
    void fail(String reason) {
        write(State.FAILED, Optional.of(reason));
    }

    private void write(State state, Optional<String> failure) {
        written = System.nanoTime();
        var status = new RunStatus(run.name(), run.data(), process, begun, Instant.now(), epochs, samples, parameters,
                progress, state, failure, diagnostics);
        try {
            AtomicFile.replace(file, JsonText.line(status.fields()) + "\n");
        } catch (IOException _) {
            // Who follows the run sees an older state; the training has other files to say that the disk is full.
        }
    }
}
