package dev.hourglass.interop.onnx;

import dev.hourglass.data.Dataset;
import dev.hourglass.model.Classifier;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.VariationalModel;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.loss.ClassProbabilities;
import dev.hourglass.spec.loss.Reconstruction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Compares a graph in ONNX Runtime with the model that it was made of.
final class Comparison {
    /// Samples in all, and at a time: activations of large pictures need memory.
    private static final int SAMPLES = 1000;
    private static final int BATCH = 50;
    private static final double MISSING = 0.1;

    private Comparison() {}

    /// On samples drawn evenly from 0 to 1, or on their codes; a tenth of the features is missing where the loss allows that.
    static double largestDistance(TrainedAutoencoder model, OnnxPart part, byte[] graph) {
        double largest = 0;
        try (var runtime = new OnnxRuntime(graph)) {
            for (int i = 0; i < SAMPLES / BATCH; i++) {
                largest = Math.max(largest, distance(model, part, runtime, samples(model, i)));
            }
        }
        return largest;
    }

    private static Dataset samples(TrainedAutoencoder model, int batch) {
        var random = new SplittableRandom(batch);
        var shape = model.spec().input();
        var values = new float[BATCH * shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        boolean hasMissing = model.spec().loss().allowsMissing();
        for (int i = 0; hasMissing && i < values.length; i++) {
            values[i] = random.nextDouble() < MISSING ? Float.NaN : values[i];
        }
        int classes = Math.max(1, model.spec().latent().classes());
        var labels = model.labels(IntStream.range(0, BATCH).map(i -> i % classes).toArray());
        return Dataset.withMissing("random samples", shape, values, Optional.of(labels));
    }

    /// The largest distance between what both make of some samples.
    static double distance(TrainedAutoencoder model, OnnxPart part, OnnxRuntime runtime, Dataset samples) {
        boolean isDecoder = part == OnnxPart.DECODER;
        var rows = isDecoder ? model.encode(samples) : rows(samples);
        var found = runtime.run(
                isDecoder ? ModelGraph.CODE : ModelGraph.INPUT,
                (isDecoder ? model.spec().codeShape() : samples.shape()).dims(),
                rows,
                labels(model, samples));
        double largest = 0;
        for (var expected : expected(model, part, samples, rows).entrySet()) {
            var output = found.get(expected.getKey());
            if (output == null) {
                throw new OnnxException("the exported graph has no output " + expected.getKey());
            }
            largest = Math.max(largest, distance(expected.getValue(), output));
        }
        return largest;
    }

    private static Map<String, float[][]> expected(
            TrainedAutoencoder model, OnnxPart part, Dataset samples, float[][] rows) {
        var expected = new LinkedHashMap<String, float[][]>();
        switch (part) {
            case ENCODER -> {
                expected.put(ModelGraph.CODE, model.encode(samples));
                if (model.spec().latent() instanceof GaussianLatent) {
                    expected.put(ModelGraph.LOG_VARIANCE, VariationalModel.of(model).posterior(samples).logVariances());
                }
            }
            case DECODER -> expected.put(ModelGraph.RECONSTRUCTION,
                    model.decode(rows, samples.labels().orElseThrow()));
            case AUTOENCODER -> expected.put(ModelGraph.outputName(model.spec()), switch (model.spec().outputs()) {
                case Reconstruction _ -> model.reconstruct(samples);
                case ClassProbabilities _ -> Classifier.of(model).probabilities(samples);
            });
        }
        return expected;
    }

    private static Optional<long[]> labels(TrainedAutoencoder model, Dataset samples) {
        return model.spec().latent().classes() == 0
                ? Optional.empty()
                : samples.labels().map(labels -> IntStream.range(0, samples.size()).mapToLong(labels::of).toArray());
    }

    private static float[][] rows(Dataset samples) {
        return IntStream.range(0, samples.size()).mapToObj(samples::sample).toArray(float[][]::new);
    }

    /// NaN where one of the numbers is not one.
    private static double distance(float[][] expected, float[][] found) {
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected[i].length; j++) {
                double distance = Math.abs((double) expected[i][j] - found[i][j]);
                largest = Math.max(largest, distance / Math.max(1, Math.abs(expected[i][j])));
            }
        }
        return largest;
    }
}
