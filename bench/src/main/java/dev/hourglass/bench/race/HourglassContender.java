package dev.hourglass.bench.race;

import dev.hourglass.bench.contender.BenchmarkTask;
import dev.hourglass.bench.contender.Contender;
import dev.hourglass.bench.contender.ContenderServer;
import dev.hourglass.bench.contender.FloatBytes;
import dev.hourglass.bench.contender.InferenceServer;
import dev.hourglass.data.Dataset;
import dev.hourglass.experiments.yaml.SpecFile;
import dev.hourglass.internal.exec.TrainingEngine;
import dev.hourglass.internal.kernel.ScalarKernels;
import dev.hourglass.spec.Shape;
import dev.hourglass.train.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;

/// This project. It reads its own spec and makes its own weights and noise, which the task passes to the others; of the
/// task it takes the samples.
final class HourglassContender implements Contender {
    /// The spec's copy in the task's folder.
    static final String SPEC = "spec.yaml";

    private final TrainingEngine engine;
    private final int batch;
    private final int[] order;

    private HourglassContender(Path folder, BenchmarkTask task, int threads, boolean isScalar) {
        var experiment = SpecFile.read(folder.resolve(SPEC));
        var model = experiment.model();
        if (!isScalar) {
            Trainer.warmUp(model);
        }
        var options = experiment.train();
        var data = data(task, model.input());
        this.engine = isScalar
                ? new TrainingEngine(
                        model, options.optimizer(), options.batchSize(), options.seed(), data, threads,
                        new ScalarKernels())
                : new TrainingEngine(model, options.optimizer(), options.batchSize(), options.seed(), data, threads);
        this.batch = options.batchSize();
        this.order = IntStream.range(0, data.size()).toArray();
    }

    /// Arguments: those of [ContenderServer], then `scalar` for the kernels in plain Java.
    public static void main(String... arguments) throws IOException {
        if (InferenceServer.isMeant(arguments)) {
            InferenceServer.serve(
                    (task, _, threads) -> new HourglassInference(Path.of(arguments[0]), task, threads), arguments);
            return;
        }
        boolean isScalar = arguments.length > 2;
        var folder = Path.of(arguments[0]);
        ContenderServer.serve((task, _, threads) -> new HourglassContender(folder, task, threads, isScalar), arguments);
    }

    static Dataset data(BenchmarkTask task, Shape shape) {
        try {
            var bytes = Files.readAllBytes(task.samples());
            return task.setting().pixels()
                    ? Dataset.ofBytes(SPEC, shape, bytes, Optional.empty())
                    : Dataset.ofFloats(SPEC, shape, FloatBytes.of(bytes), Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public double step(int index, int epoch) {
        return engine.step(order, index * batch, batch, epoch, 1);
    }

    @Override
    public void close() {
        engine.close();
    }
}
