package dev.hourglass.spark;

import dev.hourglass.data.DataException;
import dev.hourglass.model.ModelFileException;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.SpecException;
import dev.hourglass.train.TrainingResult;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/// A trained autoencoder as a model of Spark ML: it adds codes, reconstructions, errors or scores to rows.
///
/// Every row gets the bits that it gets from the command line and from Java, on any executor and in any company. A model of
/// samples reads their features from one column ([#inputCol]): a vector, `array<float>`, `array<double>`, or `binary` with
/// a byte for each pixel, which reads as 0 to 1. The model of a table reads the table's own columns, by name, where null is a
/// missing cell. Each output column is off where its name is empty.
public final class AutoencoderModel extends Model<AutoencoderModel>
        implements
            MLWritable,
            ScoringParams<AutoencoderModel> {
    static final int REASONS = 3;

    private final String uid;
    private final transient SharedModel shared;
    private final ScoringParamSet params;
    private final transient Optional<TrainingResult> training;

    AutoencoderModel(String uid, SharedModel shared, Optional<TrainingResult> training) {
        this.uid = uid;
        this.shared = shared;
        this.params = ScoringParamSet.of(this);
        this.training = training;
        setDefaults();
    }

    private void setDefaults() {
        boolean isTable = shared.model().table().isPresent();
        boolean isClassifier = shared.model().autoencoder().spec().isClassifier();
        setDefault(inputCol(), "features");
        setDefault(codeCol(), isClassifier ? "code" : "");
        setDefault(reconstructionCol(), "");
        setDefault(errorCol(), isTable || isClassifier ? "" : "error");
        setDefault(scoreCol(), isTable ? "score" : "");
        setDefault(anomalyCol(), isTable ? "anomaly" : "");
        setDefault(reasonsCol(), "");
        setDefault(reasonCount(), REASONS);
        setDefault(handleInvalid(), InvalidRows.ERROR.word());
    }

    /// A trained model.
    ///
    /// @throws SpecException if it does not score rows one by one: models of windows over time, and those conditioned on labels
    public static AutoencoderModel of(TrainedAutoencoder model) {
        return new AutoencoderModel(newUid(), SharedModel.of(model), Optional.empty());
    }

    /// Reads a model file, as the command line writes it, from any file system that Hadoop knows.
    ///
    /// @throws ModelFileException if it is damaged or not a model
    /// @throws SpecException if it does not score rows one by one
    /// @throws java.io.UncheckedIOException if it cannot be read
    public static AutoencoderModel ofFile(String path) {
        var context = SparkSession.active().sparkContext();
        return new AutoencoderModel(newUid(), new SharedModel(HadoopFile.of(context, path).read()),
                Optional.empty());
    }

    /// A model of random weights, which writes the columns of one that is trained.
    static AutoencoderModel initial(String uid, Autoencoder spec) {
        return new AutoencoderModel(uid, SharedModel.of(TrainedAutoencoder.initial(spec, 1)), Optional.empty());
    }

    static String newUid() {
        return Identifiable$.MODULE$.randomUID("autoencoder");
    }

    /// Reads what [#save] wrote.
    public static AutoencoderModel load(String path) {
        return read().load(path);
    }

    /// Reads what [#write] wrote; `PipelineModel` calls it.
    public static MLReader<AutoencoderModel> read() {
        return new AutoencoderModelReader();
    }

    /// Writes the parameters, and the model file as it is: `model.hourglass` in the folder opens in the command line.
    @Override
    public MLWriter write() {
        return new AutoencoderModelWriter(this);
    }

    @Override
    public void save(String path) throws IOException {
        write().save(path);
    }

    /// The bytes of the model file.
    byte[] file() {
        return shared.file();
    }

    /// The model itself, for use without Spark.
    public TrainedAutoencoder autoencoder() {
        return shared.model().autoencoder();
    }

    /// SHA-256 of all weights, as `hourglass inspect` prints it.
    public String weightsSha256() {
        return autoencoder().weightsSha256();
    }

    /// How the model was trained: epochs, diagnostics and why it ended. Empty for a model that was not trained by an estimator in this
    /// program, such as one that was loaded.
    public Optional<TrainingResult> training() {
        return training;
    }

    @Override
    public ScoringParamSet scoringParams() {
        return params;
    }

    @Override
    public AutoencoderModel self() {
        return this;
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public AutoencoderModel copy(ParamMap extra) {
        var copy = new AutoencoderModel(uid, shared, training);
        copyValues(copy, extra);
        return copy.setParent(parent());
    }

    /// Adds the output columns.
    ///
    /// @throws DataException if a column is missing or of another type, or the name of an output is taken
    /// @throws SpecException if the model cannot write an output, or executors have an older Java
    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        var session = dataset.sparkSession();
        var schema = dataset.schema();
        var source = RowSource.of(shared.model(), schema, inputColumn());
        var columns = columns();
        columns.require(shared.model(), schema);
        ExecutorJava.require(session);
        var scorer = new BlockScorer(shared.reference(session.sparkContext()), source, columns,
                InvalidRows.of(getOrDefault(handleInvalid())));
        return PartitionPlan.append(dataset, columns.fields(source.areVectors()), scorer);
    }

    /// The schema that [#transform] returns.
    ///
    /// @throws DataException if a column is missing or of another type, or the name of an output is taken
    /// @throws SpecException if the model cannot write an output
    @Override
    public StructType transformSchema(StructType schema) {
        var source = RowSource.of(shared.model(), schema, inputColumn());
        var columns = columns();
        columns.require(shared.model(), schema);
        var fields = Arrays.copyOf(schema.fields(), schema.length() + columns.outputs().size());
        var added = columns.fields(source.areVectors());
        for (int i = 0; i < added.size(); i++) {
            fields[schema.length() + i] = added.get(i);
        }
        return new StructType(Arrays.stream(fields).toArray(StructField[]::new));
    }

    private String inputColumn() {
        return getOrDefault(inputCol());
    }

    private ScoringColumns columns() {
        double from = isSet(threshold()) ? (Double) getOrDefault(threshold()) : Double.NaN;
        return new ScoringColumns(getOrDefault(codeCol()), getOrDefault(reconstructionCol()), getOrDefault(errorCol()),
                getOrDefault(scoreCol()), getOrDefault(anomalyCol()), getOrDefault(reasonsCol()),
                (Integer) getOrDefault(reasonCount()), from);
    }
}
