package dev.hourglass.experiments;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.LabelledSubset;
import dev.hourglass.datasets.DataSource;
import dev.hourglass.experiments.evaluation.TestEvaluation;
import dev.hourglass.metric.LabelledCodes;
import dev.hourglass.metric.LinearProbe;
import dev.hourglass.model.Classifier;
import dev.hourglass.model.DataFit;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.train.FineTuning;
import dev.hourglass.train.Trainer;
import dev.hourglass.train.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;

/// A classifier made of an autoencoder, from the labels to the model file, once or for several seeds.
///
/// @param labels how many samples to learn from, in equal parts of each class; where absent, all
/// @param dropout after each dense layer of the encoder
/// @param fromScratch whether the same network is trained from random weights as well
/// @param threads that train
public record FineTuningRun(
        RunMonitor monitor, RunFolder folder, Optional<Integer> labels, double dropout, boolean fromScratch,
        int threads) {
    /// Samples, at most, that the linear softmax on the codes learns from.
    private static final int MOST_PROBED = 10_000;

    /// What the fine-tuning of all seeds achieved.
    ///
    /// @param model the first seed's classifier, as it is in the folder
    /// @param labels samples that it learnt from
    /// @param probed how many of them the linear softmax learnt from
    public record Results(
            TrainedAutoencoder model, int classes, int labels, int probed, int testSamples,
            List<FineTuningResult> bySeed) {}

    /// Trains, and evaluates on the test samples. These are looked at after every epoch as well, for the figure; nothing is
    /// chosen by them.
    ///
    /// @param options whose seed is the first; the others follow it
    /// @return empty where it was interrupted before the first seed's training began
    /// @throws DataException if there are no labels, or too few
    public Optional<Results> run(
            TrainedAutoencoder pretrained, DataSource data, TrainingOptions options, int seeds) {
        var stop = new AtomicBoolean();
        try (var _ = folder.lock()) {
            try (var _ = monitor.stoppable(() -> stop.set(true))) {
                return run(pretrained, data, options, seeds, stop);
            } finally {
                folder.discardIfNothingCame();
            }
        }
    }

    Optional<Results> run(
            TrainedAutoencoder pretrained, DataSource data, TrainingOptions options, int seeds, AtomicBoolean stop) {
        try (var history = new HistoryFile(folder.history(), List.of())) {
            var all = requireLabelled(data.split().train());
            var test = requireLabelled(data.split().test());
            int classes = all.labels().orElseThrow().classes();
            var tuning = FineTuning.of(pretrained, classes).withDropout(dropout);
            DataFit.requireEveryClass(tuning.spec(), all);
            int used = labels.orElse(all.size());
            int probed = Math.min(used, Math.max(MOST_PROBED, classes));
            var bySeed = new ArrayList<FineTuningResult>();
            var kept = new ArrayList<TrainedAutoencoder>();
            for (long seed = options.seed(); seed < options.seed() + seeds && !stop.get(); seed++) {
                var own = ofSeed(options, seed, used);
                var known = labels.isPresent() ? LabelledSubset.balanced(all, used, seed) : all;
                double before = linear(pretrained, LabelledSubset.balanced(known, probed, seed), test);
                if (stop.get()) {
                    break;
                }
                monitor.report(
                        String.format(Locale.ROOT, "seed %d: fine-tuning on %,d labelled samples ...", seed, used));
                var trainer = watched(tuning.trainer(own), own, stop);
                var result = (kept.isEmpty() ? trainer.withListener(history) : trainer).train(known, test);
                double after = accuracy(result.model(), test);
                if (kept.isEmpty()) {
                    kept.add(keep(pretrained, data, result, used, after));
                }
                var scratch = fromScratch && !stop.get()
                        ? Optional.of(scratch(tuning, own, known, test, stop))
                        : Optional.<TrainingResult>empty();
                bySeed.add(new FineTuningResult(
                        seed, before, after,
                        scratch.map(s -> OptionalDouble.of(accuracy(s.model(), test))).orElse(OptionalDouble.empty()),
                        result.epochs(), scratch.map(TrainingResult::epochs).orElse(List.of())));
            }
            return kept.stream().findFirst()
                    .map(model -> new Results(model, classes, used, probed, test.size(), bySeed));
        }
    }

    private TrainingResult scratch(
            FineTuning tuning, TrainingOptions options, Dataset known, Dataset test, AtomicBoolean stop) {
        monitor.report(String.format(Locale.ROOT, "seed %d: the same network from random weights ...", options.seed()));
        return watched(tuning.fromScratch(options), options, stop).train(known, test);
    }

    private Trainer watched(Trainer trainer, TrainingOptions options, AtomicBoolean stop) {
        return trainer.withThreads(threads)
                .withListener(monitor.progress(options.epochs(), 0))
                .stopWhen(stop::get);
    }

    private TrainedAutoencoder keep(
            TrainedAutoencoder pretrained, DataSource data, TrainingResult result, int used, double accuracy) {
        var name = RunMetadata.name(pretrained).orElse("classifier");
        var model = result.model()
                .withMetadata(RunMetadata.of(name, data, result.epochs().size()))
                .withMetadata(RunMetadata.of(pretrained, used, accuracy));
        model.save(folder.model());
        return model;
    }

    private static double accuracy(TrainedAutoencoder model, Dataset test) {
        return Classifier.of(model).evaluate(test, TestEvaluation.SEED).accuracy();
    }

    private static double linear(TrainedAutoencoder pretrained, Dataset known, Dataset test) {
        var codes = new LabelledCodes(pretrained.encode(known), known.labels().orElseThrow());
        var asked = new LabelledCodes(pretrained.encode(test), test.labels().orElseThrow());
        return asked.accuracy(LinearProbe.fit(codes).classify(asked.values()));
    }

    /// @param used labelled samples, of which a batch has at most all
    private static TrainingOptions ofSeed(TrainingOptions options, long seed, int used) {
        return options.withBatchSize(Math.min(options.batchSize(), used)).withSeed(seed);
    }

    private static Dataset requireLabelled(Dataset data) {
        if (data.labels().isEmpty()) {
            throw new DataException(
                    data.name(),
                    "expected samples with labels to fine-tune on, found none; use data with classes, for example a folder of "
                            + "pictures with a subfolder per class");
        }
        return data;
    }
}
