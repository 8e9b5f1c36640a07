package dev.hourglass.app.run;

import dev.hourglass.data.DataException;
import dev.hourglass.spec.Experiment;
import dev.hourglass.train.Trainer;
import dev.hourglass.train.TrainingResult;
import dev.hourglass.train.TrainingResult.Ending;
import java.util.function.Consumer;

/// One training from beginning to end: trained with progress shown, kept, judged.
///
/// @param threads that train
/// @param isProfiling whether to measure where the time goes
public record TrainingRun(Console console, RunFolder folder, int threads, boolean isProfiling) {
    /// Trains on the training part of the data and judges on the test part. The model is in the folder when this
    /// returns or is interrupted; a folder to which nothing came is removed when it fails.
    ///
    /// @param finish writes whatever else belongs into the folder, and answers; Ctrl-C waits for it
    ///
    /// @throws DataException if the data cannot be trained on
    public void train(String name, Experiment experiment, DataSource data, Consumer<Outcome> finish) {
        try (var history = new HistoryFile(folder.history())) {
            var progress = new Progress(console, experiment.train().epochs(), System::nanoTime);
            var trainer = new Trainer(experiment.model(), experiment.train())
                    .withThreads(threads)
                    .withListener(history)
                    .withListener(progress);
            var asked = isProfiling ? trainer.withProfile() : trainer;
            try (var _ = new Interruption(() -> stop(asked))) {
                var result = asked.train(data.split().train());
                tellEnding(result);
                finish.accept(judge(name, experiment, data, result));
            }
        } finally {
            folder.discardIfNothingCame();
        }
    }

    private Outcome judge(String name, Experiment experiment, DataSource data, TrainingResult result) {
        var provenance = Provenance.of(name, data, result.epochs().size());
        var model = result.model().withMetadata(provenance);
        // Judging takes a while; whoever loses patience then has a model at least.
        model.save(folder.model());
        console.say("judging on the test samples, with PCA as referee ...");
        var judgement = Judgement.of(model, data.split());
        var judged = model.withMetadata(Provenance.of(judgement));
        judged.save(folder.model());
        return new Outcome(name, experiment, data, folder, result, judged, judgement);
    }

    private void stop(Trainer trainer) {
        console.say("");
        console.say("interrupted: stopping after this step, then keeping the model so far ...");
        trainer.stop();
    }

    private void tellEnding(TrainingResult result) {
        int epochs = result.epochs().size();
        if (result.ending() == Ending.STOPPED_EARLY) {
            console.say("stopped early after %d epochs: the validation loss no longer fell".formatted(epochs));
        } else if (result.ending() == Ending.INTERRUPTED) {
            console.say("training was interrupted after %d whole epochs".formatted(epochs));
        }
    }
}
