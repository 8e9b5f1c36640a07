package dev.hourglass.experiments.verification;

import dev.hourglass.data.DataException;
import dev.hourglass.data.DataSplit;
import dev.hourglass.data.Dataset;
import dev.hourglass.experiments.RunMonitor;
import dev.hourglass.experiments.evaluation.TestEvaluation;
import dev.hourglass.metric.LabelledCodes;
import dev.hourglass.metric.LinearProbe;
import dev.hourglass.metric.NearestNeighbours;
import dev.hourglass.model.Classifier;
import dev.hourglass.model.ReconstructionEvaluation;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.VariationalModel;
import dev.hourglass.spec.protocol.CrossEntropy;
import dev.hourglass.spec.protocol.FineTunedError;
import dev.hourglass.spec.protocol.MarginError;
import dev.hourglass.spec.protocol.Measure;
import dev.hourglass.spec.protocol.NegativeLogLikelihood;
import dev.hourglass.spec.protocol.NeighbourError;
import dev.hourglass.spec.protocol.ProbeError;
import dev.hourglass.spec.protocol.SquaredError;
import dev.hourglass.train.FineTuning;
import dev.hourglass.train.TrainingResult.Ending;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;

/// Measures models on the test samples of a protocol.
///
/// @param threads that fine-tune
/// @param data samples that the models were trained on, and those to measure with
record Measurement(RunMonitor monitor, int threads, DataSplit data) {
    /// @param seed of a training that belongs to the measure
    /// @return empty where such a training was interrupted
    OptionalDouble of(Measure measure, TrainedAutoencoder model, long seed) {
        return switch (measure) {
            case SquaredError(var per) -> OptionalDouble.of(
                    reconstruction(model).mse()
                            * (per == SquaredError.Unit.SAMPLE ? data.test().shape().size() : 1));
            case CrossEntropy() -> reconstruction(model).bce();
            case NegativeLogLikelihood(int draws) -> OptionalDouble.of(
                    VariationalModel.of(model).likelihood(data.test(), draws, TestEvaluation.SEED).nll());
            case NeighbourError(int neighbours) -> error(model,
                    known -> NearestNeighbours.of(known, neighbours)::classify);
            case ProbeError() -> error(model, known -> LinearProbe.fit(known)::classify);
            case MarginError(double cost) -> error(model, known -> LinearProbe.fitMargin(known, cost)::classify);
            case FineTunedError tuning -> fineTuned(tuning, model, seed);
        };
    }

    private ReconstructionEvaluation reconstruction(TrainedAutoencoder model) {
        return (ReconstructionEvaluation) model.evaluate(data.test(), TestEvaluation.SEED);
    }

    private interface CodeClassifier {
        int[] classify(float[][] codes);
    }

    private interface Learner {
        CodeClassifier learn(LabelledCodes known);
    }

    private OptionalDouble error(TrainedAutoencoder model, Learner learner) {
        var asked = codes(model, data.test());
        var predicted = learner.learn(codes(model, data.train())).classify(asked.values());
        return OptionalDouble.of(1 - asked.accuracy(predicted));
    }

    private static LabelledCodes codes(TrainedAutoencoder model, Dataset samples) {
        return new LabelledCodes(model.encode(samples), samples.labels().orElseThrow(() -> new DataException(
                samples.name(),
                "expected samples with labels to measure codes by, found none; use data with classes")));
    }

    private OptionalDouble fineTuned(FineTunedError tuning, TrainedAutoencoder model, long seed) {
        var labels = data.train().labels().orElseThrow(() -> new DataException(
                data.train().name(),
                "expected samples with labels to fine-tune on, found none; use data with classes"));
        var options = tuning.train().withSeed(seed);
        var stop = new AtomicBoolean();
        try (var _ = monitor.stoppable(() -> stop.set(true))) {
            var result = FineTuning.of(model, labels.classes()).withDropout(tuning.dropout()).trainer(options)
                    .withThreads(threads)
                    .withListener(monitor.progress("fine-tuning", options.epochs(), 0))
                    .stopWhen(stop::get)
                    .train(data.train());
            if (result.ending() == Ending.INTERRUPTED) {
                return OptionalDouble.empty();
            }
            return OptionalDouble.of(
                    1 - Classifier.of(result.model()).evaluate(data.test(), TestEvaluation.SEED).accuracy());
        }
    }
}
