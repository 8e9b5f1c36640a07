package dev.hourglass.spark;

import dev.hourglass.data.DataException;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.SpecException;
import dev.hourglass.train.Checkpoint;
import dev.hourglass.train.Trainer;
import dev.hourglass.train.TrainingResult;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BooleanType;

/// A training of an estimator.
///
/// @param mode that the user wants
/// @param localSteps of a round that the user wants; 0 to choose them
/// @param singleBytes of samples up to which they are brought to the driver
/// @param validationCol marks rows to validate with; empty for none
/// @param checkpointDir for checkpoints; empty for none
record SparkTraining(
        Dataset<?> data, Experiment experiment, SampleReader reader, TrainingMode mode, int localSteps,
        long singleBytes, String validationCol, String checkpointDir) {
    /// Samples that the driver looks at for diagnostics.
    private static final int PRESENT = 4096;
    private static final String NAME = "data set";

    /// Rows that are ready to be trained on.
    ///
    /// @param samples rows to train on, those of the lowest ranks
    /// @param held rows to validate with, `[row][feature]`
    record Split(RankedRows rows, int samples, float[][] held) {}

    TrainingResult run() {
        return run((_, result) -> result);
    }

    /// @param finish what is done with the result while the rows are there
    TrainingResult run(BiFunction<Split, TrainingResult, TrainingResult> finish) {
        if (validationCol.isEmpty()) {
            try (var rows = RankedRows.of(data, reader)) {
                int held = held(rows.size());
                var split = new Split(rows, rows.size() - held, rows.collect(rows.size() - held, rows.size()));
                return finish.apply(split, train(split));
            }
        }
        requireBooleans();
        var isHeld = functions.col("`" + validationCol.replace("`", "``") + "`");
        try (var rows = RankedRows.of(data.filter(functions.not(isHeld)), reader);
                var held = RankedRows.of(data.filter(isHeld), reader)) {
            var split = new Split(rows, rows.size(), held.collect(0, held.size()));
            return finish.apply(split, train(split));
        }
    }

    private int held(int rows) {
        double share = experiment.train().validation();
        int held = (int) (rows * share);
        if (share > 0 && (held == 0 || held == rows)) {
            throw new DataException(String.format(Locale.ROOT,
                    "the data set: a validation part of %s of %d rows leaves nothing to %s; change validation",
                    share, rows, held == 0 ? "validate with" : "train on"));
        }
        return held;
    }

    private void requireBooleans() {
        var field = FeatureColumn.field(data.schema(), validationCol);
        if (!(field.dataType() instanceof BooleanType)) {
            throw new DataException(String.format(Locale.ROOT, "column '%s': expected a boolean, found %s; cast it",
                    validationCol, field.dataType().simpleString()));
        }
        if (experiment.train().validation() > 0) {
            throw new SpecException(String.format(Locale.ROOT,
                    "validationCol: expected train.validation 0 beside it, found %s; remove one of them",
                    experiment.train().validation()));
        }
    }

    private TrainingResult train(Split split) {
        var options = experiment.train();
        var spec = experiment.model();
        int samples = split.samples();
        if (options.batchSize() > samples) {
            throw new DataException(String.format(Locale.ROOT,
                    "the data set: a batch of %d is more than the %d training rows; set train.batch to at most %d",
                    options.batchSize(), samples, samples));
        }
        var worker = WorkerPlan.of(spec, options, samples, reader.allowsMissing());
        var plan = TrainingPlan.of(mode, localSteps, spec, worker.buckets(),
                (long) samples * reader.size() * Float.BYTES, singleBytes);
        var trainer = new Trainer(spec, options);
        if (plan.mode() == TrainingMode.SINGLE) {
            return train(trainer, plan, dataset(split.rows().collect(0, samples)), split.held());
        }
        var buckets = split.rows().buckets(samples, options.buckets(), reader.size());
        try {
            var first = inputs(split.rows().collect(0, Math.min(PRESENT, samples)));
            var present = new PresentSamples(NAME, spec.input(), samples, BucketFingerprint.of(buckets, spec.input()),
                    reader.allowsMissing(), first);
            var context = JavaSparkContext.fromSparkContext(data.sparkSession().sparkContext());
            var workers = new SparkWorkers(context, buckets, worker, first.length);
            return train(trainer.withWorkers(
                    plan.mode() == TrainingMode.SYNC ? workers.gradients() : workers.rounds(plan.localSteps())),
                    plan, present, split.held());
        } finally {
            buckets.unpersist(false);
        }
    }

    private float[][] inputs(float[][] rows) {
        return Arrays.stream(rows).map(reader.form()::inputs).toArray(float[][]::new);
    }

    private dev.hourglass.data.Dataset dataset(float[][] rows) {
        var inputs = inputs(rows);
        var shape = experiment.model().input();
        return reader.allowsMissing()
                ? dev.hourglass.data.Dataset.withMissing(NAME, shape, rows.length,
                        (row, into) -> System.arraycopy(inputs[row], 0, into, 0, into.length), Optional.empty())
                : dev.hourglass.data.Dataset.ofFloats(NAME, shape, rows.length,
                        (row, into) -> System.arraycopy(inputs[row], 0, into, 0, into.length), Optional.empty());
    }

    private TrainingResult train(
            Trainer trainer, TrainingPlan plan, dev.hourglass.data.Dataset training, float[][] held) {
        Function<Trainer, TrainingResult> run = held.length == 0
                ? ready -> ready.train(training)
                : ready -> ready.train(training, dataset(held));
        var result = checkpointDir.isEmpty() ? run.apply(trainer) : withCheckpoints(trainer, plan, run);
        var model = result.model().withMetadata(Map.of("spark.mode", plan.text()))
                .withMetadata(Map.of("spark.reason", plan.reason()));
        return new TrainingResult(model, result.epochs(), result.diagnostics(), result.ending(), result.profile());
    }

    private TrainingResult withCheckpoints(
            Trainer trainer, TrainingPlan plan, Function<Trainer, TrainingResult> run) {
        var mirror = CheckpointMirror.of(data.sparkSession().sparkContext(), checkpointDir, plan.text());
        try {
            var latest = Checkpoint.latest(mirror.local());
            var ready = trainer.withCheckpoints(mirror.local()).withListener(mirror);
            return run.apply(latest.map(ready::resume).orElse(ready));
        } finally {
            mirror.close();
        }
    }
}
