package dev.hourglass.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.Dataset;
import dev.hourglass.model.ModelFileSummary;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.table.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows have the bits in Spark that they have in Java.
class ScoringTest {
    private static final int COUNT = 3000;
    private static final float[][] ROWS = SmallModels.rows(COUNT, 7);
    private static final TrainedAutoencoder MODEL = SmallModels.initial(SmallModels.dense());

    @SuppressWarnings("NullAway.Init")
    private static SparkSession session;

    @BeforeAll
    static void start() {
        session = Sessions.local(2);
    }

    @AfterAll
    static void stop() {
        session.stop();
    }

    private static AutoencoderModel all() {
        return AutoencoderModel.of(MODEL).setCodeCol("code").setReconstructionCol("reconstruction")
                .setAnomalyCol("anomaly").setThreshold(0.3);
    }

    private static void assertEqualBits(List<Row> scored) {
        var samples = Dataset.of(ROWS);
        var codes = MODEL.encode(samples);
        var reconstructions = MODEL.reconstruct(samples);
        double[] errors = MODEL.score(samples);
        assertThat(scored).hasSize(COUNT);
        assertThat(Arrays.stream(errors)).anyMatch(error -> error < 0.3).anyMatch(error -> error > 0.3);
        for (var row : scored) {
            int id = row.getAs("id");
            assertThat(floats(row, "code")).isEqualTo(codes[id]);
            assertThat(floats(row, "reconstruction")).isEqualTo(reconstructions[id]);
            assertThat(row.<Double>getAs("error")).isEqualTo(errors[id]);
            assertThat(row.<Boolean>getAs("anomaly")).isEqualTo(errors[id] >= 0.3);
        }
    }

    private static float[] floats(Row row, String column) {
        if (row.getAs(column) instanceof Vector vector) {
            return floats(Arrays.stream(vector.toArray()).boxed().toList());
        }
        return floats(row.<Float>getList(row.fieldIndex(column)));
    }

    private static float[] floats(List<? extends Number> numbers) {
        var floats = new float[numbers.size()];
        for (int i = 0; i < floats.length; i++) floats[i] = numbers.get(i).floatValue();
        return floats;
    }

    @Test
    void arraysOfFloatsAndDoublesGetTheBitsOfJava() {
        var frame = SmallModels.frame(session, ROWS).repartition(5);

        assertEqualBits(all().transform(frame).collectAsList());
        assertEqualBits(all().transform(
                frame.withColumn("features", functions.col("features").cast("array<double>"))).collectAsList());
    }

    @Test
    void vectorsGetTheBitsOfJavaAndVectorsBack() {
        var rows = new ArrayList<Row>();
        for (int i = 0; i < COUNT; i++) {
            var dense = Vectors.dense(doubles(ROWS[i]));
            rows.add(RowFactory.create(i, i % 2 == 0 ? dense : dense.toSparse()));
        }

        var scored = all().transform(SmallModels.frame(session, rows, SQLDataTypes.VectorType()));

        assertThat(scored.schema().apply("code").dataType()).isEqualTo(SQLDataTypes.VectorType());
        assertEqualBits(scored.collectAsList());
    }

    @Test
    void aSparseVectorHasZerosWhereItHasNothing() {
        var row = RowFactory.create(0, Vectors.sparse(7, new int[] {1, 4}, new double[] {0.5, 2}));

        var scored = all().transform(SmallModels.frame(session, List.of(row), SQLDataTypes.VectorType())).first();

        assertThat(floats(scored, "code")).isEqualTo(MODEL.encode(new float[] {0, 0.5f, 0, 0, 2, 0, 0}));
    }

    private static double[] doubles(float[] row) {
        return IntStream.range(0, row.length).mapToDouble(i -> row[i]).toArray();
    }

    @Test
    void picturesOfBytesGetTheBitsOfJava() {
        var model = SmallModels.initial(SmallModels.convolutional());
        var pixels = new byte[50 * 36];
        for (int i = 0; i < pixels.length; i++) pixels[i] = (byte) (i * 31);
        var rows = IntStream.range(0, 50)
                .mapToObj(i -> RowFactory.create(i, Arrays.copyOfRange(pixels, i * 36, (i + 1) * 36))).toList();

        var scored = AutoencoderModel.of(model)
                .transform(SmallModels.frame(session, rows, DataTypes.BinaryType)).orderBy("id").collectAsList();

        var samples = Dataset.ofBytes("pictures", Shape.of(6, 6, 1), pixels, java.util.Optional.empty());
        assertThat(scored.stream().mapToDouble(row -> row.<Double>getAs("error")).toArray())
                .isEqualTo(model.score(samples));
    }

    @Test
    void rowsOfATableGetTheScoresAndReasonsOfJava() {
        var model = SmallModels.orderModel();
        var cells = SmallModels.orders();
        var expected = model.score(cells, SmallModels.ORDERS);

        var scored = AutoencoderModel.of(model.autoencoder()).setCodeCol("code").setReasonsCol("reasons")
                .setReasonCount(2).transform(SmallModels.orderFrame(session).repartition(3)).collectAsList();

        assertThat(scored).hasSize(SmallModels.ORDERS);
        var codes = model.encode(cells, SmallModels.ORDERS);
        assertThat(expected.anomalies()).contains(true).contains(false);
        for (var row : scored) {
            int id = row.getAs("id");
            assertThat(row.<Double>getAs("score")).isEqualTo(expected.scores()[id]);
            assertThat(row.<Boolean>getAs("anomaly")).isEqualTo(expected.anomalies()[id]);
            assertThat(floats(row, "code")).isEqualTo(codes[id]);
            var reasons = row.isNullAt(row.fieldIndex("reasons"))
                    ? List.of()
                    : row.<String>getList(row.fieldIndex("reasons"));
            assertThat(reasons).isEqualTo(expected.anomalies()[id]
                    ? model.reasons(cells, id, 2).stream().map(Reason::text).toList()
                    : List.of());
        }
    }

    @Test
    void aThresholdOfItsOwnDecidesWhatIsAnAnomaly() {
        var model = SmallModels.orderModel();

        var scored = AutoencoderModel.of(model.autoencoder()).setThreshold(1).setReasonsCol("reasons")
                .transform(SmallModels.orderFrame(session)).collectAsList();

        assertThat(scored).allSatisfy(row -> {
            boolean isAnomaly = row.<Double>getAs("score") >= 1;
            assertThat(row.<Boolean>getAs("anomaly")).isEqualTo(isAnomaly);
            assertThat(row.isNullAt(row.fieldIndex("reasons"))).isEqualTo(!isAnomaly);
        });
    }

    @Test
    void otherColumnsPassThroughWithTheirMetadata() {
        var metadata = new MetadataBuilder().putString("unit", "mm").build();
        var frame = SmallModels.frame(session, ROWS).withColumn("name", functions.concat(functions.lit("row "),
                functions.col("id"))).withColumn("at", functions.expr("timestamp_micros(id)"))
                .withColumn("price", functions.expr("cast(id as decimal(30, 4))"))
                .withColumn("map", functions.expr("map(name, id)"))
                .withColumn("none", functions.expr("cast(null as string)"))
                .withColumn("id", functions.col("id").as("id", metadata));

        var scored = all().transform(frame);

        assertThat(scored.schema().apply("id").metadata()).isEqualTo(metadata);
        var columns = Arrays.stream(frame.columns()).map(functions::col)
                .toArray(org.apache.spark.sql.Column[]::new);
        assertThat(scored.select(columns).collectAsList()).isEqualTo(frame.collectAsList());
        assertThat(scored.filter("id = 7").select("name", "error").first().getDouble(1))
                .isEqualTo(MODEL.score(Dataset.of(ROWS))[7]);
    }

    @Test
    void promisesTheSchemaThatItReturns() {
        var frame = SmallModels.frame(session, ROWS);

        assertThat(all().transform(frame).schema()).isEqualTo(all().transformSchema(frame.schema()));
    }

    @Test
    void invalidRowsAreLeftOutOrKeptWithNulls() {
        var rows = new ArrayList<Row>();
        rows.add(RowFactory.create(0, SmallModels.boxed(ROWS[0])));
        rows.add(RowFactory.create(1, null));
        rows.add(RowFactory.create(2, new Float[] {1f, Float.NaN, 1f, 1f, 1f, 1f, 1f}));
        rows.add(RowFactory.create(3, new Float[] {1f, null, 1f, 1f, 1f, 1f, 1f}));
        rows.add(RowFactory.create(4, new Float[] {1f, 2f}));
        rows.add(RowFactory.create(5, SmallModels.boxed(ROWS[1])));
        var frame = SmallModels.frame(session, rows, DataTypes.createArrayType(DataTypes.FloatType)).coalesce(1);

        var left = all().setHandleInvalid("skip").transform(frame).collectAsList();
        var kept = all().setHandleInvalid("keep").transform(frame).collectAsList();

        assertThat(left).extracting(row -> row.<Integer>getAs("id")).containsExactly(0, 5);
        assertThat(kept).extracting(row -> row.<Integer>getAs("id")).containsExactly(0, 1, 2, 3, 4, 5);
        double[] errors = MODEL.score(Dataset.of(new float[][] {ROWS[0], ROWS[1]}));
        assertThat(kept).extracting(row -> row.<Double>getAs("error"))
                .containsExactly(errors[0], null, null, null, null, errors[1]);
        assertThat(kept.get(1).isNullAt(kept.get(1).fieldIndex("code"))).isTrue();
    }

    @Test
    void anEmptyDataSetStaysEmpty() {
        assertThat(all().transform(SmallModels.frame(session, new float[0][])).collectAsList()).isEmpty();
        assertThat(all().transform(SmallModels.frame(session, ROWS).filter("id < 2").repartition(6)).count())
                .isEqualTo(2);
    }

    @Test
    void aCopyHasParametersOfItsOwn() {
        var model = all();
        var copy = model.copy(new ParamMap().put(model.errorCol(), "other"));

        assertThat(copy.uid()).isEqualTo(model.uid());
        assertThat(copy.transformSchema(SmallModels.frame(session, ROWS).schema()).fieldNames())
                .containsExactly("id", "features", "code", "reconstruction", "other", "anomaly");
        assertThat(model.getOrDefault(model.errorCol())).isEqualTo("error");
    }

    @Test
    void aPipelineSavesTheModelFileAsItIs(@TempDir Path folder) {
        var file = folder.resolve("own.hourglass");
        MODEL.withMetadata(java.util.Map.of("purpose", "test")).save(file);
        var names = IntStream.range(0, 7).mapToObj(i -> "x" + i).toArray(String[]::new);
        var columns = SmallModels.frame(session, ROWS);
        for (int i = 0; i < 7; i++) {
            columns = columns.withColumn(names[i], functions.col("features").getItem(i));
        }
        columns = columns.drop("features");
        var model = AutoencoderModel.ofFile(file.toString()).setCodeCol("code").setReconstructionCol("reconstruction")
                .setAnomalyCol("anomaly").setThreshold(0.3);
        var pipeline = new Pipeline().setStages(
                new PipelineStage[] {new VectorAssembler().setInputCols(names).setOutputCol("features"), model});
        var saved = folder.resolve("pipeline").toString();
        try {
            pipeline.fit(columns).save(saved);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }

        var loaded = PipelineModel.load(saved);

        assertEqualBits(loaded.transform(columns).collectAsList());
        assertThat(loaded.stages()[1]).isInstanceOfSatisfying(AutoencoderModel.class, stage -> {
            assertThat(stage.uid()).isEqualTo(model.uid());
            assertThat(stage.weightsSha256()).isEqualTo(MODEL.weightsSha256());
        });
        var stored = Path.of(saved, "stages").toFile().listFiles((_, name) -> name.contains(model.uid()))[0].toPath()
                .resolve("model.hourglass");
        assertThat(stored).hasSameBinaryContentAs(file);
        assertThat(ModelFileSummary.verify(stored).tensors()).hasSize(8);
        assertThat(TrainedAutoencoder.load(stored).metadata()).containsEntry("purpose", "test");
    }

    @Test
    void scoresAStream(@TempDir Path folder) throws Exception {
        var frame = SmallModels.frame(session, ROWS);
        var source = folder.resolve("rows").toString();
        frame.write().parquet(source);

        var stream = all().transform(session.readStream().schema(frame.schema()).parquet(source)).writeStream()
                .format("memory").queryName("scored").trigger(Trigger.AvailableNow()).start();
        stream.awaitTermination();

        assertEqualBits(session.table("scored").collectAsList());
    }
}
