package dev.hourglass.experiments.sweep;

import dev.hourglass.data.DataException;
import dev.hourglass.datasets.DataSource;
import dev.hourglass.experiments.RunFolder;
import dev.hourglass.experiments.RunMonitor;
import dev.hourglass.experiments.RunResult;
import dev.hourglass.experiments.TrainingRun;
import dev.hourglass.experiments.yaml.SpecFile;
import dev.hourglass.model.DataFit;
import dev.hourglass.train.TrainingException;
import dev.hourglass.train.TrainingResult.Ending;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// Trains every trial, one after the other, each in a folder of its own, with the same seed unless that varies.
///
/// A trial that an earlier sweep finished in the same folder is not repeated; one that was interrupted is.
///
/// @param folder of the sweep
/// @param threads that train
/// @param report fills the folder of a trial
public record Sweep(
        RunMonitor monitor, Path folder, DataSource data, int threads, Budget budget, Consumer<RunResult> report) {
    /// @throws DataException if the data fit a trial's model not, or the folder holds trials of another spec or other data
    public SweepResult run(List<Trial> trials) {
        var train = data.split().train();
        trials.forEach(trial -> DataFit.require(trial.experiment().model(), train));
        var kept = trials.stream().map(trial -> TrialResult.read(folder, trial, origin(trial))).toList();
        kept.forEach(result -> result.ifPresent(budget::learn));
        var results = new ArrayList<TrialResult>();
        var leftOut = new ArrayList<Trial>();
        for (int i = 0; i < trials.size(); i++) {
            var trial = trials.get(i);
            var place = String.format(Locale.ROOT, "run %d of %d, %s", i + 1, trials.size(),
                    trial.combination().text());
            if (kept.get(i).isPresent()) {
                monitor.report(place + ": finished before");
                results.add(kept.get(i).get());
            } else if (!budget.allows(trial)) {
                monitor.report(place + ": skipped, it would not finish in time");
                leftOut.add(trial);
            } else {
                monitor.report(place);
                var result = run(trial);
                if (result.isEmpty()) {
                    leftOut.addAll(trials.subList(i, trials.size()));
                    break;
                }
                budget.learn(result.get());
                results.add(result.get());
            }
        }
        return new SweepResult(results, leftOut);
    }

    /// Empty where somebody interrupted it.
    private Optional<TrialResult> run(Trial trial) {
        double begin = budget.elapsed();
        var results = new ArrayList<TrialResult>();
        try {
            new TrainingRun(monitor, RunFolder.at(path(trial), true), threads)
                    .train(trial.combination().text(), trial.experiment(), data, run -> {
                        report.accept(run);
                        if (run.training().ending() != Ending.INTERRUPTED) {
                            results.add(TrialResult.done(trial, run, budget.elapsed() - begin));
                        }
                    });
        } catch (TrainingException e) {
            var why = Objects.requireNonNullElse(e.getMessage(), e.toString());
            monitor.report("this run failed: " + why);
            results.add(TrialResult.failed(trial, why, budget.elapsed() - begin));
        }
        results.forEach(result -> result.write(folder, origin(trial)));
        return results.stream().findFirst();
    }

    private Path path(Trial trial) {
        return folder.resolve(trial.combination().folder());
    }

    /// Distinguishes a trial from one of another spec or other data.
    private String origin(Trial trial) {
        return SpecFile.write(trial.experiment()) + data.split().train().fingerprint();
    }
}
