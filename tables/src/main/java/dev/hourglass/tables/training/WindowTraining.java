package dev.hourglass.tables.training;

import dev.hourglass.experiments.LockedRun;
import dev.hourglass.experiments.RunFolder;
import dev.hourglass.experiments.RunMonitor;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.model.WindowModel;
import dev.hourglass.spec.Experiment;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.RowWindows;
import dev.hourglass.table.TableExperiment;
import dev.hourglass.table.TrainingParts;
import dev.hourglass.table.WindowOptions;
import dev.hourglass.tables.Table;
import dev.hourglass.tables.TablePlan;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// A training on windows over time: as that of rows, but that whole blocks of time are held out, and whole windows left out as the most
/// unusual.
///
/// @param windows how rows become samples
record WindowTraining(RunMonitor monitor, WindowOptions windows) {
    /// As [TableTraining#train].
    void train(String name, TableExperiment wanted, Table table, TablePlan plan, RunFolder folder, LockedRun run,
            Consumer<TableTraining.Outcome> finish) {
        try (var all = SeriesTable.read(table, plan, windows, folder.rows())) {
            train(name, wanted, table, plan, folder, run, finish, all);
        }
    }

    private void train(String name, TableExperiment wanted, Table table, TablePlan plan, RunFolder folder,
            LockedRun run, Consumer<TableTraining.Outcome> finish, SeriesTable all) {
        var labels = plan.label().map(_ -> all.anomalies());
        labels.ifPresent(known -> monitor.report(known.remark()));
        double step = all.step();
        var segments = all.segments(step);
        segments.remarks().forEach(monitor::report);
        var split = SeriesSplit.of(all, segments.all());
        wanted.threshold().ifPresent(threshold -> threshold.requireTold(split.heldOutRows()));
        var training = RowWindows.of(split.training(), windows.length(), windows.stride());
        var heldOut = RowWindows.of(split.heldOut(), windows.length(), windows.stride());
        long seed = wanted.train().seed().orElse(TableTraining.SEED);
        var trim = wanted.table().trim().orElse(TableTraining.TRIM);
        TableTraining.requireBatch(wanted, plan, training.count() - TableTraining.left(trim.share(), training.count()),
                "windows");
        var rows = all.rows();
        var experiment = wanted.over(AutoModel.ofWindows(plan.source(), rows.schema(), windows.length(),
                training.count(), seed));
        var first = experiment.withTrain(trim.train().orElse(TrainingParts.NONE).over(experiment.train()));
        var kept = usual(run, first, trim.share(), rows, training, step);
        var trimmed = experiment.withTrain(wanted.train().over(AutoModel.training(kept.count(), seed)));
        var done = TableTraining.done(wanted, plan, trim.share(), first.train(), trimmed);
        monitor.report(String.format(Locale.ROOT,
                "training on %s of %,d rows and %s; %,d more %s left out as the most unusual, %s held out in blocks of time to calibrate",
                CountedNoun.text(kept.count(), "window"), windows.length(),
                CountedNoun.text(rows.schema().columns().size(), "column"), training.count() - kept.count(),
                training.count() - kept.count() == 1 ? "is" : "are", CountedNoun.text(split.heldOutRows(), "row")));
        run.fit(TableTraining.description(name, done, heldOut.rows(rows).windows(windows.length())), trimmed,
                () -> kept.rows(rows).windows(windows.length()), Optional.empty(), result -> {
                    var calibrated = WindowModel.calibrated(result.model(), windows, step, rows, training, heldOut)
                            .withMetadata(TableTraining.metadata(name, wanted, table.format(), plan));
                    var model = wanted.threshold().map(threshold -> threshold.score(calibrated.calibration()))
                            .map(calibrated::withThreshold).orElse(calibrated);
                    ThresholdText.caution(model.calibration(), wanted.threshold()).ifPresent(monitor::report);
                    model.save(folder.model());
                    monitor.report(TableTraining.scoring(labels.isPresent()));
                    var scores = model.score(rows, segments.all());
                    var evaluation = labels.map(
                            known -> TableEvaluation.ofWindows(model, rows, scores, known, seed));
                    try (var reader = table.read(plan.inputs(), plan.id(), plan.label())) {
                        var strangest = StrangestSeriesRows.of(model, all, scores, reader);
                        var summary = TableSummary.ofWindows(model, rows, split.heldOut(), true, evaluation,
                                strangest);
                        finish.accept(new TableTraining.Outcome(model, done, result, summary, evaluation));
                    }
                });
    }

    private RowWindows usual(
            LockedRun run, Experiment experiment, double share, EncodedTable rows, RowWindows training, double step) {
        int left = TableTraining.left(share, training.count());
        if (left == 0) {
            return training;
        }
        monitor.report(String.format(Locale.ROOT, "a first training on %,d windows finds the most unusual ...",
                training.count()));
        var first = run.prepare(TableTraining.FIRST, experiment, training.rows(rows).windows(windows.length()));
        var model = WindowModel.calibrated(first, windows, step, rows, training, training.select(0));
        return training.select(TableTraining.lowest(model.scores(rows, training), training.count() - left));
    }
}
