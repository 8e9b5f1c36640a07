package dev.hourglass.bench.race;

import dev.hourglass.bench.contender.BenchmarkTask;
import dev.hourglass.bench.contender.InferenceContender;
import dev.hourglass.bench.contender.InferencePart;
import dev.hourglass.data.Dataset;
import dev.hourglass.experiments.yaml.SpecFile;
import dev.hourglass.internal.exec.TrainingEngine;
import dev.hourglass.model.TrainedAutoencoder;
import java.nio.file.Path;
import java.util.Map;

/// This project's inference, through the interface that users have. Its results are Java arrays.
final class HourglassInference implements InferenceContender {
    private final TrainedAutoencoder model;
    private final Dataset data;
    private Dataset first;

    HourglassInference(Path folder, BenchmarkTask task, int threads) {
        // It shares the common pool, and the thread that asks helps.
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", Integer.toString(threads - 1));
        this.model = model(folder, task);
        this.data = HourglassContender.data(task, model.spec().input());
        this.first = data;
        model.warmUp();
    }

    /// The task's network with its initial weights.
    static TrainedAutoencoder model(Path folder, BenchmarkTask task) {
        var experiment = SpecFile.read(folder.resolve(HourglassContender.SPEC));
        var spec = experiment.model();
        var options = experiment.train();
        var data = HourglassContender.data(task, spec.input());
        try (var engine = new TrainingEngine(
                spec, options.optimizer(), options.batchSize(), options.seed(), data, 1)) {
            return TrainedAutoencoder.of(spec, engine.weights(), Map.of());
        }
    }

    @Override
    public void pass(InferencePart part, int count, int chunk) {
        if (first.size() != count) {
            first = data.slice(0, count);
        }
        rows(part, first);
    }

    /// The only place that calls the model.
    private float[][] rows(InferencePart part, Dataset samples) {
        return switch (part) {
            case ENCODE -> model.encode(samples);
            case RECONSTRUCT -> model.reconstruct(samples);
        };
    }

    @Override
    public float[] outputs(InferencePart part, int count) {
        var rows = rows(part, data.slice(0, count));
        var all = new float[count * rows[0].length];
        for (int i = 0; i < count; i++) {
            System.arraycopy(rows[i], 0, all, i * rows[i].length, rows[i].length);
        }
        return all;
    }

    @Override
    public void close() {
        // Nothing to give back.
    }
}
