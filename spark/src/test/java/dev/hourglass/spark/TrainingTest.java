package dev.hourglass.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.Dataset;
import dev.hourglass.model.TableModel;
import dev.hourglass.spec.EarlyStopping;
import dev.hourglass.spec.GradientClipping;
import dev.hourglass.spec.WeightAverage;
import dev.hourglass.spec.augmentation.RandomFlip;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.optimizer.Sgd;
import dev.hourglass.train.Trainer;
import dev.hourglass.train.TrainingResult.Ending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Spark trains the weights that one machine trains.
class TrainingTest {
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

    @Test
    void weightsAreThoseOfOneMachine() {
        for (var spec : Trainings.specs()) {
            var expected = Trainings.expected(spec, Trainings.options());

            assertThat(Trainings.sha256(Trainings.frame(session, spec), spec, "single")).isEqualTo(expected);
            assertThat(Trainings.sha256(Trainings.frame(session, spec), spec, "sync")).isEqualTo(expected);
        }
    }

    @Test
    void neitherOrderNorPartitionsOfRowsMatter() {
        var spec = SmallModels.dense();
        var expected = Trainings.expected(spec, Trainings.options());
        var shuffled = Trainings.shuffled(session, spec);
        var local = Trainings.sha256(Trainings.frame(session, spec), spec, "local");

        assertThat(Trainings.sha256(shuffled.repartition(3), spec, "sync")).isEqualTo(expected);
        assertThat(Trainings.sha256(shuffled.repartition(17), spec, "sync")).isEqualTo(expected);
        assertThat(Trainings.sha256(shuffled.repartition(17), spec, "single")).isEqualTo(expected);
        assertThat(Trainings.sha256(shuffled.repartition(17), spec, "local")).isEqualTo(local);
        var withEmpty = shuffled.repartition(9, functions.expr("id % 2"));
        assertThat(Trainings.sha256(withEmpty, spec, "sync")).isEqualTo(expected);
    }

    @Test
    void averagedWeightsLearn() {
        var spec = SmallModels.dense();
        var options = Trainings.options().withEpochs(30);

        var sync = Trainings.estimator(spec, options, "sync").fit(Trainings.frame(session, spec));
        var local = Trainings.estimator(spec, options, "local").setLocalSteps(3).fit(Trainings.frame(session, spec));

        double best = sync.training().orElseThrow().epochs().getLast().loss();
        var epochs = local.training().orElseThrow().epochs();
        assertThat(epochs.getLast().loss()).isLessThan(epochs.getFirst().loss() / 2).isLessThan(4 * best);
        assertThat(local.autoencoder().metadata()).containsEntry("spark.mode", "local, 3 steps a round")
                .containsEntry("spark.reason", "asked for");
    }

    @Test
    void aRoundOfOneStepIsAStepOfPlainSgdUpToRounding() {
        var spec = SmallModels.dense();
        var options = Trainings.options().withOptimizer(new Sgd(0.05));

        var sync = Trainings.estimator(spec, options, "sync").fit(Trainings.frame(session, spec)).autoencoder();
        var local = Trainings.estimator(spec, options, "local").setLocalSteps(1).fit(Trainings.frame(session, spec))
                .autoencoder();

        for (int i = 0; i < sync.weights().size(); i++) {
            assertThat(local.weights().get(i).values())
                    .usingComparatorWithPrecision(1e-3f).containsExactly(sync.weights().get(i).values());
        }
    }

    @Test
    void validationAndEarlyStoppingAreThoseOfOneMachine() {
        var spec = SmallModels.variational();
        var options = Trainings.options().withOptimizer(new Adam(0.05)).withEpochs(30).withValidation(0.2)
                .withEarlyStopping(new EarlyStopping(2, 0));
        var plain = new Trainer(spec, options).train(Dataset.of(Trainings.rows(spec)));

        for (var mode : new String[] {"single", "sync"}) {
            var model = Trainings.estimator(spec, options, mode).fit(Trainings.shuffled(session, spec));

            assertThat(plain.ending()).isEqualTo(Ending.STOPPED_EARLY);
            var result = model.training().orElseThrow();
            assertThat(result.ending()).isEqualTo(plain.ending());
            assertThat(model.weightsSha256()).isEqualTo(plain.model().weightsSha256());
            assertThat(result.epochs()).extracting(epoch -> epoch.validationLoss())
                    .isEqualTo(plain.epochs().stream().map(epoch -> epoch.validationLoss()).toList());
            assertThat(result.diagnostics()).isEqualTo(plain.diagnostics());
        }
    }

    @Test
    void clippedAveragedAndVariedTrainingsAreThoseOfOneMachine() {
        var spec = SmallModels.convolutional();
        var options = Trainings.options().withClip(new GradientClipping(0.01)).withAverage(new WeightAverage(0.9))
                .withAugment(List.of(new RandomFlip(RandomFlip.Direction.HORIZONTAL)));
        var frame = Trainings.shuffled(session, spec);
        var expected = Trainings.expected(spec, options);

        assertThat(expected).isNotEqualTo(Trainings.expected(spec, Trainings.options()));
        assertThat(Trainings.estimator(spec, options, "sync").fit(frame).weightsSha256()).isEqualTo(expected);
        assertThat(Trainings.estimator(spec, options, "single").fit(frame).weightsSha256()).isEqualTo(expected);
        assertThat(Trainings.estimator(spec, options, "local").fit(frame).training().orElseThrow().epochs()).hasSize(2);
    }

    @Test
    void aColumnSaysWhichRowsAreHeldOut() {
        var spec = SmallModels.dense();
        var frame = Trainings.frame(session, spec).withColumn("held", functions.expr("id >= 350"));
        var rows = Trainings.rows(spec);

        var model = Trainings.estimator(spec, Trainings.options(), "sync").setValidationCol("held").fit(frame);

        var plain = new Trainer(spec, Trainings.options()).train(Dataset.of(Arrays.copyOf(rows, 350)),
                Dataset.of(Arrays.copyOfRange(rows, 350, rows.length)));
        assertThat(model.weightsSha256()).isEqualTo(plain.model().weightsSha256());
        assertThat(model.training().orElseThrow().epochs().getLast().validationLoss()).isPresent();
    }

    @Test
    void theNextFitResumesCheckpoints(@TempDir Path folder) throws Exception {
        var spec = SmallModels.dense();
        for (var mode : new String[] {"single", "sync", "local"}) {
            var dir = folder.resolve(mode);
            var longer = Trainings.options().withEpochs(4);
            var expected = Trainings.estimator(spec, longer, mode).fit(Trainings.frame(session, spec)).weightsSha256();

            Trainings.estimator(spec, Trainings.options(), mode).setCheckpointDir(dir.toUri().toString())
                    .fit(Trainings.frame(session, spec));
            try (var files = Files.list(dir)) {
                assertThat(files.map(file -> file.getFileName().toString())).contains("epoch-000002.checkpoint");
            }
            var resumed = Trainings.estimator(spec, longer, mode).setCheckpointDir(dir.toUri().toString())
                    .fit(Trainings.shuffled(session, spec).repartition(5));

            assertThat(resumed.weightsSha256()).isEqualTo(expected);
            assertThat(resumed.training().orElseThrow().epochs()).hasSize(4);
        }
    }

    @Test
    void aTableIsTrainedWithTheColumnsOfAModelFile(@TempDir Path folder) {
        var table = SmallModels.orderModel();
        var file = folder.resolve("orders.hourglass");
        table.save(file);
        var orders = SmallModels.orderFrame(session);

        for (var mode : new String[] {"single", "sync"}) {
            var model = new AutoencoderEstimator().setTableModel(file.toString()).setMode(mode)
                    .fit(orders.repartition(5));

            assertThat(model.weightsSha256()).isEqualTo(Trainings.expectedOfTable(table).weightsSha256());
            var scored = model.transform(orders);
            assertThat(scored.columns()).contains("score", "anomaly");
            assertThat(scored.filter("anomaly").count()).isBetween(1L, SmallModels.ORDERS / 20L);
            assertThat(TableModel.of(model.autoencoder()).orElseThrow().schema()).isEqualTo(table.schema());
        }
    }

    @Test
    void isAStageOfAPipeline(@TempDir Path folder) throws Exception {
        var spec = SmallModels.dense();
        var estimator = Trainings.estimator(spec, Trainings.options(), "auto").setCodeCol("code");
        var frame = Trainings.frame(session, spec);
        new Pipeline().setStages(new PipelineStage[] {estimator}).save(folder.resolve("pipeline").toString());

        var fitted = Pipeline.load(folder.resolve("pipeline").toString()).fit(frame);
        fitted.save(folder.resolve("model").toString());
        var scored = PipelineModel.load(folder.resolve("model").toString()).transform(frame);

        assertThat(scored.schema()).isEqualTo(estimator.transformSchema(frame.schema()));
        assertThat(scored.columns()).containsExactly("id", "features", "code", "error");
        assertThat(((AutoencoderModel) fitted.stages()[0]).weightsSha256())
                .isEqualTo(Trainings.expected(spec, Trainings.options()));
        assertThat(((AutoencoderModel) fitted.stages()[0]).autoencoder().metadata())
                .containsEntry("spark.mode", "single");
    }
}
