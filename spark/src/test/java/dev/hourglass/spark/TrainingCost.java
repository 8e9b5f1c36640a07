package dev.hourglass.spark;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Interpolation;
import dev.hourglass.spec.layer.MaxPool2d;
import dev.hourglass.spec.layer.Upsample2d;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.optimizer.Adam;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/// Rows a second and losses of each way to train, in one process and with executors in processes of their own. Run by `bench/spark-training`.
final class TrainingCost {
    private static final int EPOCHS = 3;

    /// One of the networks.
    private record Model(String name, Autoencoder spec, int rows, int batch) {}

    private TrainingCost() {}

    public static void main(String[] arguments) throws IOException {
        System.out.printf("%-20s %-18s %-18s %10s %12s %10s%n", "model", "cluster", "mode", "ms a round", "rows/s",
                "loss");
        try (var session = Sessions.local(2)) {
            measure(session, "local[2]");
        }
        for (int executors : new int[] {1, 2}) {
            try (var session = Sessions.cluster(executors)) {
                measure(session, "local-cluster[" + executors + "]");
            }
        }
    }

    private static void measure(SparkSession session, String cluster) {
        for (var model : models()) {
            var data = rows(session, model).cache();
            data.count();
            for (var mode : List.of("single", "sync", "local")) {
                measure(data, cluster, model, mode);
            }
            data.unpersist();
        }
    }

    private static List<Model> models() {
        return List.of(
                new Model("30-24-6-24-30",
                        new Autoencoder(Shape.of(30),
                                List.of(new Dense(24, Activation.TANH), new Dense(6, Activation.IDENTITY)),
                                List.of(new Dense(24, Activation.TANH), new Dense(30, Activation.IDENTITY)),
                                new MeanSquaredError()),
                        40_000, 1024),
                new Model("784-36-784",
                        new Autoencoder(Shape.of(784), List.of(new Dense(36, Activation.RELU)),
                                List.of(new Dense(784, Activation.IDENTITY)), new MeanSquaredError()),
                        8192, 1024),
                new Model("conv 16-16, 28x28",
                        new Autoencoder(Shape.of(28, 28, 1),
                                List.of(new Conv2d(16, 3, Activation.RELU), new MaxPool2d(2),
                                        new Conv2d(16, 3, Activation.RELU)),
                                List.of(Upsample2d.by(2, Interpolation.NEAREST), new Conv2d(1, 3, Activation.IDENTITY)),
                                new MeanSquaredError()),
                        4096, 1024));
    }

    /// Features that follow from two numbers.
    private static Dataset<Row> rows(SparkSession session, Model model) {
        int size = model.spec().input().size();
        return session.range(0, model.rows(), 1, 4).selectExpr("pmod(hash(id), 1000) / 160.0 AS a",
                "pmod(hash(id, 1), 1000) / 160.0 AS b").selectExpr(
                        "transform(sequence(1, " + size
                                + "), i -> float(0.5 + 0.25 * sin(a + i * 0.05) + 0.25 * cos(b + i * 0.11))) AS features");
    }

    private static void measure(Dataset<Row> data, String cluster, Model model, String mode) {
        var options = TrainingOptions.of(new Adam(0.002)).withEpochs(EPOCHS).withBatchSize(model.batch())
                .withBuckets(8);
        var trained = Trainings.estimator(model.spec(), options, mode).fit(data);
        var result = trained.training().orElseThrow();
        var last = result.epochs().getLast();
        var how = trained.autoencoder().metadata().getOrDefault("spark.mode", mode);
        int steps = Math.ceilDiv(model.rows(), model.batch());
        int rounds = "local".equals(mode) ? Math.ceilDiv(steps, steps(how)) : steps;
        System.out.printf(Locale.ROOT, "%-20s %-18s %-18s %10.1f %,12.0f %10.5f%n", model.name(), cluster,
                how.replace(" steps a round", ""), last.seconds() * 1000 / rounds, last.samples() / last.seconds(),
                last.loss());
    }

    private static int steps(String how) {
        return Integer.parseInt(how.replaceAll("\\D", ""));
    }
}
