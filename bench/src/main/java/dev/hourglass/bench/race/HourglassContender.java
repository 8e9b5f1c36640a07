package dev.hourglass.bench.race;

import dev.hourglass.bench.contender.Contender;
import dev.hourglass.bench.contender.Course;
import dev.hourglass.bench.contender.Floats;
import dev.hourglass.bench.contender.InferenceStand;
import dev.hourglass.bench.contender.Stand;
import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.TrainingEngine;
import dev.hourglass.internal.kernel.ScalarKernels;
import dev.hourglass.io.SpecFile;
import dev.hourglass.spec.Shape;
import dev.hourglass.train.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;

/// This project. It reads its own spec and makes its own weights and noise, which the course tells the others; of the
/// course it takes the samples.
final class HourglassContender implements Contender {
    /// The spec's copy in the course's folder.
    static final String SPEC = "spec.yaml";

    private final TrainingEngine engine;
    private final int batch;
    private final int[] order;

    private HourglassContender(Path folder, Course course, int threads, boolean isScalar) {
        var experiment = SpecFile.read(folder.resolve(SPEC));
        var model = experiment.model();
        if (!isScalar) {
            Trainer.warmUp(model);
        }
        var options = experiment.train();
        var data = data(course, model.input());
        this.engine = isScalar
                ? new TrainingEngine(
                        model, options.optimizer(), options.batchSize(), options.seed(), data, threads,
                        new ScalarKernels())
                : new TrainingEngine(model, options.optimizer(), options.batchSize(), options.seed(), data, threads);
        this.batch = options.batchSize();
        this.order = IntStream.range(0, data.size()).toArray();
    }

    /// Arguments: as [Stand] says, then `scalar` for the kernels in plain Java.
    public static void main(String... arguments) throws IOException {
        if (InferenceStand.isMeant(arguments)) {
            InferenceStand.serve(
                    (course, _, threads) -> new HourglassInference(Path.of(arguments[0]), course, threads), arguments);
            return;
        }
        boolean isScalar = arguments.length > 2;
        var folder = Path.of(arguments[0]);
        Stand.serve((course, _, threads) -> new HourglassContender(folder, course, threads, isScalar), arguments);
    }

    static Dataset data(Course course, Shape shape) {
        try {
            var bytes = Files.readAllBytes(course.samples());
            return course.setting().pixels()
                    ? Dataset.ofBytes(SPEC, shape, bytes, Optional.empty())
                    : Dataset.ofFloats(SPEC, shape, Floats.of(bytes), Optional.empty());
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
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
