package dev.hourglass.spark;

import dev.hourglass.data.Dataset;
import dev.hourglass.model.TableModel;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.train.Trainer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/// Trainings that Spark and plain Java do with equal bits.
final class Trainings {
    /// Not a multiple of the batch, nor of the buckets.
    static final int ROWS = 413;

    private Trainings() {}

    static TrainingOptions options() {
        return TrainingOptions.of(new Adam(0.01)).withEpochs(2).withBatchSize(64).withSeed(3).withBuckets(8);
    }

    static List<Autoencoder> specs() {
        return List.of(SmallModels.dense(), SmallModels.convolutional(), SmallModels.variational());
    }

    static float[][] rows(Autoencoder spec) {
        return SmallModels.rows(ROWS, spec.input().size());
    }

    static AutoencoderEstimator estimator(Autoencoder spec, TrainingOptions options, String mode) {
        return new AutoencoderEstimator().setExperiment(new Experiment(Optional.empty(), spec, options)).setMode(mode);
    }

    /// What one machine makes of the rows, in any order.
    static String expected(Autoencoder spec, TrainingOptions options) {
        var rows = rows(spec);
        var data = Dataset.ofFloats("rows", spec.input(), rows.length,
                (row, into) -> System.arraycopy(rows[row], 0, into, 0, into.length), Optional.empty());
        return new Trainer(spec, options).train(data).model().weightsSha256();
    }

    static org.apache.spark.sql.Dataset<Row> frame(SparkSession session, Autoencoder spec) {
        return SmallModels.frame(session, rows(spec));
    }

    static org.apache.spark.sql.Dataset<Row> shuffled(SparkSession session, Autoencoder spec) {
        var rows = rows(spec);
        Collections.shuffle(Arrays.asList(rows), new Random(5));
        return SmallModels.frame(session, rows);
    }

    /// The model of a table on one machine, of rows that a model file of some of them describes.
    static TrainedAutoencoder expectedOfTable(TableModel table) {
        var options = TrainingOptions.of(new Adam(0.005)).withEpochs(10).withBatchSize(56).withBuckets(8)
                .withValidation(0.1);
        return new Trainer(table.autoencoder().spec(), options).train(SmallModels.encodedOrders().samples()).model();
    }

    static String sha256(org.apache.spark.sql.Dataset<Row> rows, Autoencoder spec, String mode) {
        return estimator(spec, options(), mode).fit(rows).weightsSha256();
    }
}
