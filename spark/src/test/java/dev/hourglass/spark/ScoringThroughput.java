package dev.hourglass.spark;

import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/// Rows a second on one core: of plain Java, and of Spark, which reads `array<float>` from Parquet or from its cache, alone and scoring them. Run by
/// `bench/spark-scoring`.
final class ScoringThroughput {
    private static final int ROUNDS = 9;

    private ScoringThroughput() {}

    public static void main(String[] arguments) throws IOException {
        try (var session = Sessions.local(1)) {
            race(session, "30-24-6-24-30", 1_000_000, new Autoencoder(Shape.of(30),
                    List.of(new Dense(24, Activation.TANH), new Dense(6, Activation.IDENTITY)),
                    List.of(new Dense(24, Activation.TANH), new Dense(30, Activation.IDENTITY)),
                    new MeanSquaredError()));
            race(session, "784-36-784", 60_000,
                    new Autoencoder(Shape.of(784), List.of(new Dense(36, Activation.RELU)),
                            List.of(new Dense(784, Activation.IDENTITY)), new MeanSquaredError()));
        }
    }

    private static void race(SparkSession session, String name, int rows, Autoencoder spec) throws IOException {
        var model = TrainedAutoencoder.initial(spec, 1);
        int features = spec.input().size();
        var folder = Files.createTempDirectory("spark-scoring").resolve("rows").toString();
        session.range(0, rows, 1, 4).selectExpr("id",
                "transform(sequence(1, " + features + "), i -> float(rand(7) + 0 * i)) AS features").write()
                .parquet(folder);
        var stored = session.read().parquet(folder);
        var cached = session.read().parquet(folder).cache();
        cached.count();
        var errors = AutoencoderModel.of(model);
        var codes = AutoencoderModel.of(model).setErrorCol("").setCodeCol("code");
        var samples = samples(spec.input(), rows);
        report(name, "plain Java, errors", rows, () -> model.score(samples));
        report(name, "plain Java, codes", rows, () -> model.encode(samples));
        report(name, "Spark, Parquet, nothing", rows, () -> drain(stored));
        report(name, "Spark, Parquet, errors", rows, () -> drain(errors.transform(stored)));
        report(name, "Spark, Parquet, codes", rows, () -> drain(codes.transform(stored)));
        report(name, "Spark, cached, nothing", rows, () -> drain(cached));
        report(name, "Spark, cached, errors", rows, () -> drain(errors.transform(cached)));
        report(name, "Spark, cached, codes", rows, () -> drain(codes.transform(cached)));
        cached.unpersist();
    }

    private static dev.hourglass.data.Dataset samples(Shape shape, int rows) {
        var random = new SplittableRandom(1);
        var values = new float[rows * shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return dev.hourglass.data.Dataset.ofFloats("rows", shape, values, Optional.empty());
    }

    private static void drain(Dataset<Row> data) {
        data.write().format("noop").mode("overwrite").save();
    }

    private static void report(String model, String what, long rows, Runnable work) {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            work.run();
            best = Math.min(best, System.nanoTime() - begin);
        }
        System.out.printf(Locale.ROOT, "%-14s %-24s %,12.0f rows/s%n", model, what, rows * 1e9 / best);
    }
}
