package dev.hourglass.experiments;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.experiments.RunMonitor.Stoppable;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Experiment;
import dev.hourglass.train.Trainer;
import dev.hourglass.train.TrainingResult;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A run whose folder no other process trains into. Until [#fit] it has nothing worth saving: Ctrl-C ends the process at once, and takes
/// back the folder.
public final class LockedRun {
    private final TrainingRun run;
    private final Stoppable preparation;

    LockedRun(TrainingRun run, Stoppable preparation) {
        this.run = run;
        this.preparation = preparation;
    }

    /// Trains a model that only prepares the training of another one. It is followed by the monitor, but leaves no history and no
    /// checkpoints.
    ///
    /// @param phase what to call it beside its epochs
    /// @throws DataException if the data cannot be trained on
    public TrainedAutoencoder prepare(String phase, Experiment experiment, Dataset samples) {
        return new Trainer(experiment.model(), experiment.train()).withThreads(run.threads())
                .withListener(run.monitor().progress(phase, experiment.train().epochs(), 0))
                .train(samples).model();
    }

    /// Trains alone, as [TrainingRun#train] does, and leaves model and evaluation to the caller.
    ///
    /// @param what is trained, for who follows it
    /// @param samples to train on
    /// @param finish saves the model, evaluates it, and answers; Ctrl-C waits for it
    /// @throws DataException if the data cannot be trained on
    public void fit(
            RunDescription what, Experiment experiment, Supplier<Dataset> samples, Optional<Dataset> validation,
            Consumer<TrainingResult> finish) {
        preparation.close();
        run.fit(what, experiment, samples, validation, finish);
    }
}
