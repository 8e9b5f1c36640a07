package dev.hourglass.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same weights with executors in processes of their own, also where these or the driver die.
class TrainingClusterTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void executorsTrainTheWeightsOfOneMachine(int executors) throws IOException {
        try (var session = Sessions.cluster(executors)) {
            for (var spec : Trainings.specs()) {
                assertThat(Trainings.sha256(Trainings.shuffled(session, spec).repartition(3), spec, "sync"))
                        .isEqualTo(Trainings.expected(spec, Trainings.options()));
            }
        }
    }

    @Test
    void averagedWeightsAreTheSameOnAnyCluster() throws IOException {
        var spec = SmallModels.variational();
        var found = ConcurrentHashMap.<String>newKeySet();
        for (int threads = 1; threads <= 2; threads++) {
            try (var session = Sessions.local(threads)) {
                found.add(Trainings.sha256(Trainings.frame(session, spec), spec, "local"));
                assertThat(Trainings.sha256(Trainings.frame(session, spec), spec, "sync"))
                        .isEqualTo(Trainings.expected(spec, Trainings.options()));
            }
        }
        try (var session = Sessions.cluster(2)) {
            found.add(Trainings.sha256(Trainings.shuffled(session, spec), spec, "local"));
        }

        assertThat(found).hasSize(1);
    }

    @Test
    void executorsTrainTheModelOfATable(@TempDir Path folder) throws IOException {
        var table = SmallModels.orderModel();
        table.save(folder.resolve("orders.hourglass"));
        try (var session = Sessions.cluster(2)) {
            var model = new AutoencoderEstimator().setTableModel(folder.resolve("orders.hourglass").toString())
                    .setMode("sync").fit(SmallModels.orderFrame(session).repartition(7));

            assertThat(model.weightsSha256()).isEqualTo(Trainings.expectedOfTable(table).weightsSha256());
        }
    }

    @Test
    void executorsThatDieInARoundChangeNothing() throws IOException {
        var spec = SmallModels.dense();
        var options = Trainings.options().withEpochs(6);
        try (var session = Sessions.cluster(2, Map.of("spark.task.maxFailures", "20",
                "spark.deploy.maxExecutorRetries", "20", "spark.excludeOnFailure.enabled", "false"))) {
            var killer = new Killer(5);
            session.sparkContext().addSparkListener(killer);

            var trained = Trainings.estimator(spec, options, "sync").fit(Trainings.frame(session, spec));

            assertThat(trained.weightsSha256()).isEqualTo(Trainings.expected(spec, options));
            assertThat(killer.killed.get()).isEqualTo(5);
        }
    }

    /// Kills the process of an executor whenever a few more tasks have begun.
    private static final class Killer extends SparkListener {
        private static final int FIRST = 40;
        private static final int BETWEEN = 40;

        private final AtomicInteger killed = new AtomicInteger();
        private final int most;
        private int tasks;

        Killer(int most) {
            this.most = most;
        }

        @Override
        public void onTaskStart(SparkListenerTaskStart start) {
            tasks++;
            if (tasks >= FIRST + killed.get() * BETWEEN && killed.get() < most) {
                // The only children of this process are executors.
                ProcessHandle.current().children()
                        .filter(child -> child.info().command().orElse("").endsWith("java"))
                        .findFirst().filter(ProcessHandle::destroyForcibly).ifPresent(_ -> killed.incrementAndGet());
            }
        }
    }

    @Test
    void aDriverThatDiesIsResumedByTheNextFit(@TempDir Path folder) throws Exception {
        var checkpoints = folder.resolve("checkpoints");
        var driver = new ProcessBuilder(Sessions.java(DyingDriver.class, checkpoints.toString())).inheritIO().start();
        while (driver.isAlive() && !Files.exists(checkpoints.resolve("epoch-000002.checkpoint"))) {
            Thread.onSpinWait();
        }
        driver.destroyForcibly().waitFor();

        try (var session = Sessions.local(2)) {
            var resumed = Trainings.estimator(SmallModels.dense(), DyingDriver.OPTIONS, "sync")
                    .setCheckpointDir(checkpoints.toString())
                    .fit(Trainings.shuffled(session, SmallModels.dense()));

            assertThat(resumed.weightsSha256())
                    .isEqualTo(Trainings.expected(SmallModels.dense(), DyingDriver.OPTIONS));
        }
    }
}
