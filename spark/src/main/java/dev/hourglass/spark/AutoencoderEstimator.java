package dev.hourglass.spark;

import dev.hourglass.data.DataException;
import dev.hourglass.experiments.yaml.SpecFile;
import dev.hourglass.model.TableModel;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.train.Trainer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/// Trains an autoencoder as an estimator of Spark ML.
///
/// The weights depend on the rows, the spec and its options alone, bit by bit: not on the number of executors, the partitions, the order of the
/// rows, or on what failed in between. Rows are dealt to buckets by their content ([TrainingOptions#buckets], 8 where the
/// options have 1), and results are added in the order of the buckets. In modes `single` and `sync` the weights are those that
/// [Trainer] gives for the same options on one machine.
public final class AutoencoderEstimator extends Estimator<AutoencoderModel>
        implements
            DefaultParamsWritable,
            ScoringParams<AutoencoderEstimator> {
    static final int BUCKETS = 8;
    private static final long SINGLE_BYTES = 1L << 30;

    private final String uid;
    private final ScoringParamSet params;
    private final Param<String> spec;
    private final Param<String> tableModel;
    private final Param<String> mode;
    private final IntParam localSteps;
    private final LongParam singleBytes;
    private final Param<String> validationCol;
    private final Param<String> checkpointDir;

    public AutoencoderEstimator() {
        this(AutoencoderModel.newUid());
    }

    /// @param uid a name of its own
    public AutoencoderEstimator(String uid) {
        this.uid = uid;
        this.params = ScoringParamSet.of(this);
        this.spec = new Param<>(this, "spec", "the experiment as YAML: model and train");
        this.tableModel = new Param<>(this, "tableModel",
                "model file of a table, whose columns, network and options are trained on these rows; none if empty");
        this.mode = new Param<>(this, "mode",
                "where samples are: single (on the driver), sync (a round each step), local (a round after several) or auto",
                ParamValidators.inArray(TrainingMode.words()));
        this.localSteps = new IntParam(this, "localSteps", "steps of a round in mode local; 0 to choose them",
                ParamValidators.gtEq(0));
        this.singleBytes = new LongParam(this, "singleBytes", "bytes of samples up to which mode auto is single");
        this.validationCol = new Param<>(this, "validationCol",
                "column of booleans, true for samples to validate with; none if empty");
        this.checkpointDir = new Param<>(this, "checkpointDir",
                "folder for checkpoints, which the next fit resumes; none if empty");
        setDefault(inputCol(), "features");
        setDefault(reasonCount(), AutoencoderModel.REASONS);
        setDefault(handleInvalid(), InvalidRows.ERROR.word());
        setDefault(tableModel, "");
        setDefault(mode, TrainingMode.AUTO.word());
        setDefault(localSteps, 0);
        setDefault(singleBytes, SINGLE_BYTES);
        setDefault(validationCol, "");
        setDefault(checkpointDir, "");
    }

    /// Reads what `save` wrote.
    public static AutoencoderEstimator load(String path) {
        return read().load(path);
    }

    /// Reads what `write` wrote; `Pipeline` calls it.
    public static MLReader<AutoencoderEstimator> read() {
        return new DefaultParamsReader<>();
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public ScoringParamSet scoringParams() {
        return params;
    }

    @Override
    public AutoencoderEstimator self() {
        return this;
    }

    @Override
    public AutoencoderEstimator copy(ParamMap extra) {
        var copy = new AutoencoderEstimator(uid);
        copyValues(copy, extra);
        return copy;
    }

    /// The experiment as YAML.
    public Param<String> spec() {
        return spec;
    }

    /// The model file of a table that is trained on other rows.
    public Param<String> tableModel() {
        return tableModel;
    }

    /// Where samples are while the model is trained.
    public Param<String> mode() {
        return mode;
    }

    /// Steps of a round in mode `local`.
    public IntParam localSteps() {
        return localSteps;
    }

    /// Bytes of samples up to which mode `auto` is `single`.
    public LongParam singleBytes() {
        return singleBytes;
    }

    /// The column of booleans that marks samples to validate with.
    public Param<String> validationCol() {
        return validationCol;
    }

    /// The folder for checkpoints.
    public Param<String> checkpointDir() {
        return checkpointDir;
    }

    /// @param yaml an experiment with `model:` and `train:`, as `hourglass train` reads it; `data:` does not matter
    public AutoencoderEstimator setSpec(String yaml) {
        set(spec, yaml);
        return this;
    }

    /// The same from records.
    public AutoencoderEstimator setExperiment(Experiment experiment) {
        return setSpec(SpecFile.write(experiment));
    }

    /// Trains the model of a table instead of a spec: its columns, its network and its options, on these rows.
    ///
    /// @param file that `hourglass train` made of some of the rows, in any file system that Hadoop knows
    public AutoencoderEstimator setTableModel(String file) {
        set(tableModel, file);
        return this;
    }

    /// @param word `auto`, `single`, `sync` or `local`
    public AutoencoderEstimator setMode(String word) {
        set(mode, word);
        return this;
    }

    /// @param steps 0 to choose them
    public AutoencoderEstimator setLocalSteps(int steps) {
        set(localSteps, steps);
        return this;
    }

    public AutoencoderEstimator setSingleBytes(long bytes) {
        set(singleBytes, bytes);
        return this;
    }

    public AutoencoderEstimator setValidationCol(String name) {
        set(validationCol, name);
        return this;
    }

    /// @param folder in any file system that Hadoop knows
    public AutoencoderEstimator setCheckpointDir(String folder) {
        set(checkpointDir, folder);
        return this;
    }

    /// @throws SpecException if the spec is not one that can be trained here
    private Experiment experiment(Optional<TableModel> table) {
        if (table.isPresent()) {
            return TableRetraining.experiment(table.get(), !getOrDefault(validationCol).isEmpty());
        }
        var experiment = SpecFile.parse("spec", get(spec).getOrElse(() -> {
            throw new SpecException("spec: expected an experiment as YAML, found none; call setSpec");
        }), List.of());
        int classes = experiment.model().latent().classes();
        if (classes > 0) {
            throw new SpecException(String.format(Locale.ROOT,
                    "spec: expected a model without labels, found one that is conditioned on %d classes; train it with hourglass train",
                    classes));
        }
        var train = experiment.train();
        return train.buckets() == 1 ? experiment.withTrain(train.withBuckets(BUCKETS)) : experiment;
    }

    /// The schema that the model's own [AutoencoderModel#transformSchema] returns.
    @Override
    public StructType transformSchema(StructType schema) {
        var table = table(SparkSession.active());
        var experiment = experiment(table);
        reader(schema, experiment, table);
        var model = table
                .map(columns -> new AutoencoderModel(uid, SharedModel.of(columns.autoencoder()), Optional.empty()))
                .orElseGet(() -> AutoencoderModel.initial(uid, experiment.model()));
        copyValues(model, extractParamMap());
        return model.transformSchema(schema);
    }

    /// Trains a model.
    ///
    /// @throws DataException if the column is missing or of another type, there are no rows, or they do not fit the spec
    /// @throws SpecException if the spec cannot be trained here, checkpoints are those of another training, or executors have an older Java
    /// @throws dev.hourglass.train.TrainingException if the loss is no longer finite
    @Override
    public AutoencoderModel fit(Dataset<?> dataset) {
        ExecutorJava.require(dataset.sparkSession());
        var table = table(dataset.sparkSession());
        var experiment = experiment(table);
        var training = new SparkTraining(dataset, experiment, reader(dataset.schema(), experiment, table),
                TrainingMode.of(getOrDefault(mode)), (Integer) getOrDefault(localSteps),
                (Long) getOrDefault(singleBytes), getOrDefault(validationCol), getOrDefault(checkpointDir));
        var result = table.map(columns -> TableRetraining.train(training, columns)).orElseGet(training::run);
        var model = new AutoencoderModel(uid, SharedModel.of(result.model()), Optional.of(result));
        copyValues(model, extractParamMap());
        return model.setParent(this);
    }

    private SampleReader reader(StructType schema, Experiment experiment, Optional<TableModel> table) {
        var invalid = InvalidRows.of(getOrDefault(handleInvalid()));
        if (table.isPresent()) {
            return CellReader.of(schema, table.get().schema(), invalid);
        }
        var column = FeatureColumn.of(schema, getOrDefault(inputCol()));
        return new FeatureReader(new FeatureColumn(column.name(), 0, column.kind()),
                experiment.model().input().size(), experiment.model().loss().allowsMissing(), invalid);
    }

    /// The model whose columns and network are trained, where it is that of a table.
    private Optional<TableModel> table(SparkSession session) {
        var file = getOrDefault(tableModel);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        var model = ScoringModel.of(HadoopFile.of(session.sparkContext(), file).read());
        return Optional.of(model.table().orElseThrow(() -> new SpecException(String.format(Locale.ROOT,
                "tableModel %s: expected the model of a table, found one of samples; use setSpec", file))));
    }
}
