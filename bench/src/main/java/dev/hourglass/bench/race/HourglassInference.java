package dev.hourglass.bench.race;

import dev.hourglass.bench.contender.BenchmarkTask;
import dev.hourglass.bench.contender.InferenceContender;
import dev.hourglass.bench.contender.InferencePart;
import dev.hourglass.experiments.yaml.SpecFile;
import dev.hourglass.internal.exec.TrainingEngine;
import dev.hourglass.model.TrainedAutoencoder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/// This project's inference, through the interface that users have. Samples and results are arrays that are used again.
final class HourglassInference implements InferenceContender {
    private final TrainedAutoencoder model;
    private final float[] samples;
    private final int features;
    private final int codeFeatures;
    private final float[] results;

    HourglassInference(Path folder, BenchmarkTask task, int threads) {
        // It shares the common pool, and the thread that asks helps.
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", Integer.toString(threads - 1));
        this.model = model(folder, task);
        var data = HourglassContender.data(task, model.spec().input());
        this.features = model.spec().input().size();
        this.codeFeatures = model.spec().codeShape().size();
        this.samples = new float[data.size() * features];
        for (int i = 0; i < data.size(); i++) {
            data.read(i, 0, features, samples, i * features, 1);
        }
        this.results = new float[data.size() * Math.max(features, codeFeatures)];
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
        var rows = FloatBuffer.wrap(samples, 0, count * features);
        switch (part) {
            case ENCODE -> model.encode(rows, FloatBuffer.wrap(results));
            case RECONSTRUCT -> model.reconstruct(rows, FloatBuffer.wrap(results));
        }
    }

    @Override
    public float[] outputs(InferencePart part, int count) {
        pass(part, count, count);
        return Arrays.copyOf(results, count * (part == InferencePart.ENCODE ? codeFeatures : features));
    }

    @Override
    public void close() {
        // Nothing to give back.
    }
}
