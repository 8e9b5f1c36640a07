package dev.hourglass.tables.training;

import dev.hourglass.data.Dataset;
import dev.hourglass.experiments.LockedRun;
import dev.hourglass.experiments.RunDescription;
import dev.hourglass.experiments.RunFolder;
import dev.hourglass.experiments.RunMonitor;
import dev.hourglass.experiments.yaml.SpecDocument;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.model.TableModel;
import dev.hourglass.model.TabularModel;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.ModelParts;
import dev.hourglass.table.RowTrimming;
import dev.hourglass.table.TableExperiment;
import dev.hourglass.table.TrainingParts;
import dev.hourglass.tables.StoredFormat;
import dev.hourglass.tables.Table;
import dev.hourglass.tables.TablePlan;
import dev.hourglass.train.TrainingResult;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// A training on the rows of a table: fitted columns, a first training that finds the rows to leave out, the training, and the
/// calibration of scores on held-out rows.
public final class TableTraining {
    /// The share of training rows that are left out because a first training finds them most unusual: anomalies among them would
    /// be learnt as well.
    static final RowTrimming TRIM = new RowTrimming(0.1);

    private static final RowTrimming NO_TRIM = new RowTrimming(0);

    static final long SEED = 1;

    /// What the training that finds the most unusual rows is called.
    static final String FIRST = "first training";

    private static final String FORMAT = "table.format";
    private static final String ID = "table.id";
    private static final String LABEL = "table.label";

    private final RunMonitor monitor;

    public TableTraining(RunMonitor monitor) {
        this.monitor = monitor;
    }

    /// What a training gives.
    ///
    /// @param experiment what was trained, as it is in the folder's `spec.yaml`
    /// @param evaluation where rows have labels
    public record Outcome(
            TabularModel model, TableExperiment experiment, TrainingResult training, TableSummary summary,
            Optional<TableEvaluation> evaluation) {}

    /// Trains and saves the model into the folder of the run, beside a spec that trains it again.
    ///
    /// @param name of the run
    /// @param wanted what is said of columns, model and training
    /// @param table of its data
    /// @param plan of its columns
    /// @param finish answers
    /// @throws SpecException if its layers do not fit the features of a row, or its threshold asks for rarer scores than the held-out
    ///     rows can have
    public void train(String name, TableExperiment wanted, Table table, TablePlan plan, RunFolder folder,
            LockedRun run, Consumer<Outcome> finish) {
        var windows = wanted.table().windows();
        if (windows.isPresent()) {
            new WindowTraining(monitor, windows.get()).train(name, wanted, table, plan, folder, run, finish);
            return;
        }
        try (var all = TrainingTable.read(table, plan, folder.rows())) {
            train(name, wanted, table, plan, folder, run, finish, all);
        }
    }

    private void train(String name, TableExperiment wanted, Table table, TablePlan plan, RunFolder folder,
            LockedRun run, Consumer<Outcome> finish, TrainingTable all) {
        var labels = all.anomalies();
        labels.ifPresent(known -> monitor.report(known.remark()));
        var heldOutRows = all.heldOut();
        var heldOut = all.rows().select(heldOutRows);
        var training = all.rows().select(all.notHeldOut());
        wanted.threshold().ifPresent(threshold -> threshold.requireTold(heldOut.rows()));
        long seed = wanted.train().seed().orElse(SEED);
        boolean isVariational = wanted.model().isVariational();
        // A generative model is one of all rows.
        var trim = wanted.table().trim().orElse(isVariational ? NO_TRIM : TRIM);
        requireBatch(wanted, plan, training.rows() - left(trim.share(), training.rows()), "rows");
        var schema = all.rows().schema();
        var experiment = wanted.over(isVariational
                ? VariationalAutoModel.of(plan.source(), schema, training.rows(), seed)
                : AutoModel.of(plan.source(), schema, training.rows(), seed));
        var first = experiment.withTrain(trim.train().orElse(TrainingParts.NONE).over(experiment.train()));
        var kept = usual(run, first, trim.share(), training);
        var trimmed = experiment.withTrain(wanted.train().over(isVariational
                ? VariationalAutoModel.training(kept.rows(), seed) : AutoModel.training(kept.rows(), seed)));
        var done = done(wanted, plan, trim.share(), first.train(), trimmed);
        monitor.report(String.format(Locale.ROOT,
                "training on %s of %s; %,d more %s left out as the most unusual, %,d held out to calibrate",
                CountedNoun.text(kept.rows(), "row"), CountedNoun.text(kept.schema().columns().size(), "column"),
                training.rows() - kept.rows(), training.rows() - kept.rows() == 1 ? "is" : "are", heldOut.rows()));
        run.fit(description(name, done, heldOut.samples()), trimmed, kept::samples, Optional.empty(), result -> {
            var calibrated = TableModel.calibrated(result.model(), training, kept, heldOut)
                    .withMetadata(metadata(name, wanted, table.format(), plan));
            var model = wanted.threshold().map(threshold -> threshold.score(calibrated.calibration()))
                    .map(calibrated::withThreshold).orElse(calibrated);
            ThresholdText.caution(model.calibration(), wanted.threshold()).ifPresent(monitor::report);
            model.save(folder.model());
            monitor.report(scoring(labels.isPresent()));
            var scores = model.scores(all.rows());
            var evaluation = labels
                    .map(known -> TableEvaluation.of(scores, model.threshold(), all.rows(), known, seed));
            try (var reader = table.read(plan.inputs(), plan.id(), plan.label())) {
                var summary = TableSummary.of(model, all.rows(), scores, Optional.of(heldOutRows), evaluation, reader);
                finish.accept(new Outcome(model, done, result, summary, evaluation));
            }
        });
    }

    /// @param shown rows, or windows of rows, that are not trained on
    static RunDescription description(String name, TableExperiment done, Dataset shown) {
        return new RunDescription(name, done.data().orElse("standard input"), SpecDocument.write(done),
                shown.size() == 0 ? Optional.empty() : Optional.of(shown));
    }

    static String scoring(boolean isLabelled) {
        return isLabelled ? "scoring all rows, beside an isolation forest and PCA ..." : "scoring all rows ...";
    }

    /// What was done, said in full.
    static TableExperiment done(
            TableExperiment wanted, TablePlan plan, double share, TrainingOptions first, Experiment experiment) {
        var described = new DescribedTable(wanted);
        var planned = described.planned(plan).withModel(ModelParts.of(experiment.model()))
                .withTrain(TrainingParts.of(experiment.train()));
        var changes = TrainingParts.changes(experiment.train(), first);
        var trim = new RowTrimming(share, Optional.of(changes).filter(parts -> !parts.equals(TrainingParts.NONE)));
        var done = planned.withTable(planned.table().withTrim(trim));
        return described.location().map(done::withData).orElse(done.withoutData());
    }

    /// How many of the most unusual are left out.
    static int left(double share, int all) {
        return (int) (share * all);
    }

    /// Refuses a batch of more than is left after the first training, before that takes its time.
    ///
    /// @param kept how many of what are trained on
    /// @throws SpecException if a batch has more
    static void requireBatch(TableExperiment wanted, TablePlan plan, int kept, String what) {
        wanted.train().batchSize().filter(size -> size > kept).ifPresent(size -> {
            throw new SpecException(String.format(Locale.ROOT,
                    "%s: train.batch: expected at most the %d %s that are trained on, found %d; make it smaller",
                    plan.source(), kept, what, size));
        });
    }

    private EncodedTable usual(LockedRun run, Experiment experiment, double share, EncodedTable training) {
        int left = left(share, training.rows());
        if (left == 0) {
            return training;
        }
        monitor.report(String.format(Locale.ROOT, "a first training on %,d rows finds the most unusual ...",
                training.rows()));
        var first = run.prepare(FIRST, experiment, training.samples());
        return training
                .select(lowest(TableModel.calibrated(first, training, training, training.spread(1)).scores(training),
                        training.rows() - left));
    }

    /// The numbers of so many rows with the lowest scores, rising; of equal scores the first ones.
    static int[] lowest(double[] scores, int count) {
        var sorted = scores.clone();
        Arrays.sort(sorted);
        double highest = sorted[count - 1];
        int below = 0;
        while (sorted[below] < highest) below++;
        var equal = IntStream.range(0, scores.length).filter(row -> scores[row] == highest).limit(count - below);
        return IntStream.concat(IntStream.range(0, scores.length).filter(row -> scores[row] < highest), equal).sorted()
                .toArray();
    }

    static Map<String, String> metadata(
            String name, TableExperiment wanted, StoredFormat format, TablePlan plan) {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("name", name);
        // Rows of a query are no file that can be read again.
        metadata.put("data",
                new DescribedTable(wanted).location().filter(_ -> wanted.table().query().isEmpty()).orElse(""));
        metadata.put(FORMAT, StoredFormatJson.write(format));
        plan.id().ifPresent(column -> metadata.put(ID, column));
        plan.label().ifPresent(column -> metadata.put(LABEL, column));
        return metadata;
    }

    /// How the files of a model's table are written.
    public static Optional<StoredFormat> format(TabularModel model) {
        return Optional.ofNullable(model.autoencoder().metadata().get(FORMAT)).map(StoredFormatJson::read);
    }

    /// The column that names the rows of a model's table.
    public static Optional<String> id(TabularModel model) {
        return Optional.ofNullable(model.autoencoder().metadata().get(ID));
    }

    /// The column that says which rows of a model's table are anomalies.
    public static Optional<String> label(TabularModel model) {
        return Optional.ofNullable(model.autoencoder().metadata().get(LABEL));
    }
}
