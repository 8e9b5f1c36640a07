package dev.hourglass.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.DataException;
import dev.hourglass.model.ModelFileException;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.SpecException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each wrong input is one sentence, which docs/spark.md lists.
class ScoringErrorsTest {
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

    private static Dataset<Row> frame() {
        return SmallModels.frame(session, SmallModels.rows(3, 7));
    }

    private static Dataset<Row> frame(@Nullable Object features) {
        return SmallModels.frame(session, List.of(RowFactory.create(0, features)),
                features instanceof byte[] ? DataTypes.BinaryType : DataTypes.createArrayType(DataTypes.FloatType))
                .coalesce(1);
    }

    private static void assertRefused(AutoencoderModel model, Dataset<Row> data, Class<?> type, String message) {
        assertThatThrownBy(() -> model.transform(data)).isInstanceOf(type).hasMessage(message);
        assertThatThrownBy(() -> model.transformSchema(data.schema())).isInstanceOf(type).hasMessage(message);
        assertListed(message);
    }

    private static void assertFails(Dataset<Row> data, String message) {
        assertThatThrownBy(() -> AutoencoderModel.of(MODEL).transform(data).collectAsList())
                .rootCause().isInstanceOf(DataException.class).hasMessage(message);
        assertListed(message);
    }

    private static void assertListed(String message) {
        try {
            assertThat(Files.readString(Path.of("..", "docs", "spark.md"))).contains("`" + message + "`");
        } catch (java.io.IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aMissingColumn() {
        assertRefused(AutoencoderModel.of(MODEL), frame().withColumnRenamed("features", "feature"), DataException.class,
                "the data set: expected column 'features', found 'id', 'feature'; did you mean 'feature'?");
        assertRefused(AutoencoderModel.of(SmallModels.orderModel().autoencoder()),
                SmallModels.orderFrame(session).drop("weight"), DataException.class,
                "the data set: expected column 'weight', found 'id', 'country', 'amount', 'express', 'day'");
    }

    @Test
    void aColumnOfAnotherType() {
        assertRefused(AutoencoderModel.of(MODEL), frame().withColumn("features", functions.lit("0.5")),
                DataException.class,
                "column 'features': expected a vector, array<float>, array<double> or binary, found string; combine columns with VectorAssembler, or cast");
        assertRefused(AutoencoderModel.of(SmallModels.orderModel().autoencoder()),
                SmallModels.orderFrame(session).withColumn("amount", functions.lit("12")), DataException.class,
                "column 'amount': expected a number, found string; cast it");
    }

    @Test
    void anOutputWhoseNameIsTaken() {
        assertRefused(AutoencoderModel.of(MODEL), frame().withColumn("error", functions.lit(1)), DataException.class,
                "errorCol: expected a name of its own, found column 'error' in the data set; choose another or drop it");
    }

    @Test
    void anOutputThatTheModelDoesNotHave() {
        assertRefused(AutoencoderModel.of(MODEL).setScoreCol("score"), frame(), SpecException.class,
                "scoreCol: expected the model of a table, found one of samples; use errorCol");
        assertRefused(AutoencoderModel.of(MODEL).setAnomalyCol("anomaly"), frame(), SpecException.class,
                "anomalyCol: expected a threshold, which the model of samples has not, found none; set threshold");
        assertRefused(AutoencoderModel.of(SmallModels.orderModel().autoencoder()).setErrorCol("error"),
                SmallModels.orderFrame(session), SpecException.class,
                "errorCol: expected a model of samples, found that of a table; use scoreCol");
        assertRefused(AutoencoderModel.of(MODEL).setErrorCol(""), frame(), SpecException.class,
                "expected a column to write, found none; set codeCol, errorCol or another");
    }

    @Test
    void rowsThatCannotBeRead() {
        assertFails(frame(null),
                "column 'features', partition 0, row 0: expected features, found null; correct it, or set handleInvalid to skip or keep");
        assertFails(frame(new Float[] {1f, 2f}),
                "column 'features', partition 0, row 0: expected 7 features, found 2; correct it, or set handleInvalid to skip or keep");
        assertFails(frame(new Float[] {1f, 1f, 1f, Float.NaN, 1f, 1f, 1f}),
                "column 'features', partition 0, row 0: feature 3: expected a finite number, found NaN or null; correct it, or set handleInvalid to skip or keep");
        assertFails(frame(new byte[] {(byte) 0x89, 'P', 'N', 'G'}),
                "column 'features', partition 0, row 0: expected 7 bytes, one for each feature, found 4 of an encoded picture; decode it; correct it, or set handleInvalid to skip or keep");
    }

    @Test
    void aModelThatDoesNotScoreRowByRow(@TempDir Path folder) throws Exception {
        var other = Files.writeString(folder.resolve("other.txt"), "no model, but a text that is long enough");

        assertThatThrownBy(() -> AutoencoderModel.ofFile(other.toString())).isInstanceOf(ModelFileException.class);
        assertThatThrownBy(() -> AutoencoderModel.ofFile(folder + "/none.hourglass"))
                .isInstanceOf(UncheckedIOException.class).hasMessageContaining("none.hourglass");
    }

    @Test
    void executorsWithAnOlderJava() {
        var message = "the executors: expected Java 25 or later, found 17; set spark.executorEnv.JAVA_HOME to one";

        assertThatThrownBy(() -> ExecutorJava.require("17")).isInstanceOf(SpecException.class).hasMessage(message);
        assertListed(message);
        ExecutorJava.require("25");
    }
}
