package dev.hourglass.bench.race;

import dev.hourglass.bench.contender.BenchmarkTask;
import dev.hourglass.bench.contender.FloatBytes;
import dev.hourglass.bench.contender.Setting;
import dev.hourglass.bench.contender.TaskLoss;
import dev.hourglass.bench.contender.TaskOptimizer;
import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.TrainingEngine;
import dev.hourglass.spec.corruption.GaussianNoise;
import dev.hourglass.spec.corruption.Range;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.BlockLosses;
import dev.hourglass.spec.loss.GaussianLikelihood;
import dev.hourglass.spec.loss.Huber;
import dev.hourglass.spec.loss.LaplaceLikelihood;
import dev.hourglass.spec.loss.MeanAbsoluteError;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.loss.Poisson;
import dev.hourglass.spec.loss.SoftmaxCrossEntropy;
import dev.hourglass.spec.loss.StructuralSimilarity;
import dev.hourglass.spec.optimizer.Adadelta;
import dev.hourglass.spec.optimizer.Adagrad;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.optimizer.AdamW;
import dev.hourglass.spec.optimizer.NAdam;
import dev.hourglass.spec.optimizer.RmsProp;
import dev.hourglass.spec.optimizer.Sgd;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Describes a workload to other frameworks: writes its [BenchmarkTask].
final class BenchmarkTaskWriter {
    private static final float WHITE = 255;

    private final Workload workload;
    private final Setting setting;

    private BenchmarkTaskWriter(Workload workload) {
        this.workload = workload;
        this.setting = setting(workload);
    }

    /// @param comparedSteps steps that noise is written for
    static void write(Workload workload, int comparedSteps, Path folder) throws IOException {
        new BenchmarkTaskWriter(workload).write(comparedSteps, folder);
    }

    private void write(int comparedSteps, Path folder) throws IOException {
        var weights = initialWeights();
        var layers = new LayerTranslation(workload, weights).layers();
        var noise = DrawnNoise.of(workload, Math.min(comparedSteps, setting.batches()));
        var task = BenchmarkTask.write(folder, setting, optimizer(), layers, weights, noise);
        Files.copy(workload.spec(), folder.resolve(HourglassContender.SPEC),
                StandardCopyOption.REPLACE_EXISTING);
        writeSamples(task.samples());
    }

    private float[] initialWeights() {
        try (var engine = new TrainingEngine(
                workload.model(), workload.optimizer(), workload.batch(), workload.seed(), workload.data(), 1)) {
            return engine.weights();
        }
    }

    private static Setting setting(Workload workload) {
        var input = workload.model().input();
        if (input.isImage() && input.height() != input.width()) {
            throw absent(input);
        }
        double sigma = 0;
        double min = Double.NEGATIVE_INFINITY;
        double max = Double.POSITIVE_INFINITY;
        if (workload.model().corruption() instanceof GaussianNoise noise) {
            sigma = noise.sigma();
            min = noise.clip().map(Range::min).orElse(min);
            max = noise.clip().map(Range::max).orElse(max);
        }
        var loss = switch (workload.model().loss()) {
            case MeanSquaredError() -> TaskLoss.SQUARED_ERROR;
            case BinaryCrossEntropy() -> TaskLoss.CROSS_ENTROPY;
            case MeanAbsoluteError error -> throw absent(error);
            case Huber error -> throw absent(error);
            case StructuralSimilarity similarity -> throw absent(similarity);
            case GaussianLikelihood likelihood -> throw absent(likelihood);
            case LaplaceLikelihood likelihood -> throw absent(likelihood);
            case Poisson counts -> throw absent(counts);
            case SoftmaxCrossEntropy classes -> throw absent(classes);
            case BlockLosses blocks -> throw absent(blocks);
        };
        return new Setting(
                input.channels(), input.height(), workload.data().size(), workload.batch(), isPixels(workload.data()),
                workload.seed(), sigma, min, max, loss);
    }

    /// Whether a sample's features are whole 255ths, as those of pixels are.
    private static boolean isPixels(Dataset data) {
        for (float feature : data.sample(0)) {
            if (Math.round(feature * WHITE) / WHITE != feature) {
                return false;
            }
        }
        return true;
    }

    private TaskOptimizer optimizer() {
        return switch (workload.optimizer()) {
            case Adam(double rate, double beta1, double beta2, double epsilon) ->
                new TaskOptimizer.Adam(rate, beta1, beta2, epsilon);
            case Adadelta(double rate, double rho, double epsilon) -> new TaskOptimizer.Adadelta(rate, rho, epsilon);
            case Sgd _, AdamW _, NAdam _, RmsProp _, Adagrad _ -> throw absent(workload.optimizer());
        };
    }

    private void writeSamples(Path file) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < workload.data().size(); i++) {
                var sample = workload.data().sample(i);
                out.write(setting.pixels() ? pixels(sample) : FloatBytes.bytes(sample));
            }
        }
    }

    private static byte[] pixels(float[] sample) {
        var bytes = new byte[sample.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(sample[i] * WHITE);
        }
        return bytes;
    }

    static UnsupportedOperationException absent(Object what) {
        return new UnsupportedOperationException("the race has no " + what + " yet");
    }
}
