package dev.hourglass.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hourglass.data.DataException;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Pretraining;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.optimizer.Adam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each training that is refused is one sentence, which docs/spark.md lists.
class TrainingErrorsTest {
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

    private static Dataset<Row> frame(int rows) {
        return SmallModels.frame(session, SmallModels.rows(rows, 7)).coalesce(1);
    }

    private static AutoencoderEstimator estimator() {
        return Trainings.estimator(SmallModels.dense(), Trainings.options(), "sync");
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(AutoencoderEstimator estimator, Dataset<Row> data) {
        var thrown = catchThrowable(() -> estimator.fit(data));
        while (thrown.getCause() != null) {
            thrown = thrown.getCause();
        }
        return assertThat(thrown);
    }

    private static void assertRefused(
            AutoencoderEstimator estimator, Dataset<Row> data, Class<?> type, String message) throws IOException {
        assertRefused(estimator, data).isInstanceOf(type).hasMessage(message);
        assertThat(Files.readString(Path.of("..", "docs", "spark.md"))).contains("`" + message + "`");
    }

    @Test
    void rowsThatCannotBeTrainedOn() throws IOException {
        assertRefused(estimator(), frame(10).filter("id < 0"), DataException.class,
                "the data set: expected rows to train on, found none");
        assertRefused(estimator(), frame(10), DataException.class,
                "the data set: a batch of 64 is more than the 10 training rows; set train.batch to at most 10");
        assertRefused(Trainings.estimator(SmallModels.convolutional(), Trainings.options(), "sync"), frame(10),
                DataException.class,
                "column 'features', partition 0, row 0: expected 36 features, found 7; correct it, or set handleInvalid to skip");
        assertRefused(estimator(), frame(10).withColumnRenamed("features", "feature"), DataException.class,
                "the data set: expected column 'features', found 'id', 'feature'; did you mean 'feature'?");
    }

    @Test
    void invalidRowsAreLeftOut() {
        var rows = SmallModels.rows(70, 7);
        var bad = rows.clone();
        bad[3] = new float[] {1, 2};
        bad[9] = new float[] {1, Float.NaN, 1, 1, 1, 1, 1};
        var good = SmallModels.frame(session, rows).filter("id <> 3 AND id <> 9");

        var model = estimator().setHandleInvalid("skip").fit(SmallModels.frame(session, bad));

        assertThat(model.weightsSha256()).isEqualTo(estimator().fit(good).weightsSha256());
    }

    @Test
    void specsThatCannotBeTrainedHere() throws IOException {
        assertRefused(new AutoencoderEstimator(), frame(100), SpecException.class,
                "spec: expected an experiment as YAML, found none; call setSpec");
        assertRefused(Trainings.estimator(SmallModels.dense(),
                TrainingOptions.of(new Adam(0.01)).withBatchSize(50), "sync"), frame(100), SpecException.class,
                "train: expected a batch of equal slices of 8 buckets, found 50; set batch to 56");
        var conditional = new Autoencoder(SmallModels.variational().input(), SmallModels.variational().encoder(),
                new GaussianLatent(2, 1).withClasses(3), List.of(new Dense(7, Activation.IDENTITY)),
                new MeanSquaredError());
        assertRefused(Trainings.estimator(conditional, Trainings.options(), "sync"), frame(100), SpecException.class,
                "spec: expected a model without labels, found one that is conditioned on 3 classes; train it with hourglass train");
        assertRefused(Trainings.estimator(SmallModels.dense(),
                Trainings.options().withPretraining(new Pretraining(1)), "sync"), frame(100), SpecException.class,
                "train: expected no pretraining, which needs all samples in one place, found one; remove it");
    }

    @Test
    void validationThatCannotBe() throws IOException {
        assertRefused(Trainings.estimator(SmallModels.dense(), Trainings.options().withValidation(0.1), "sync")
                .setValidationCol("held"), frame(100).selectExpr("*", "id < 10 AS held"), SpecException.class,
                "validationCol: expected train.validation 0 beside it, found 0.1; remove one of them");
        assertRefused(estimator().setValidationCol("id"), frame(100), DataException.class,
                "column 'id': expected a boolean, found int; cast it");
    }

    @Test
    void checkpointsOfAnotherTraining(@TempDir Path folder) {
        var estimator = estimator().setCheckpointDir(folder.toString());
        estimator.fit(frame(100));

        assertRefused(estimator, frame(90)).isInstanceOf(DataException.class)
                .hasMessageStartingWith("data set: expected the samples that the checkpoint was trained with");
        assertRefused(estimator.setMode("local"), frame(100)).isInstanceOf(SpecException.class).hasMessageEndingWith(
                "expected checkpoints of mode local, 2 steps a round, found those of sync; use the same mode, or another folder");
    }
}
