package dev.hourglass.experiments.verification;

import dev.hourglass.data.DataException;
import dev.hourglass.data.DataSplit;
import dev.hourglass.datasets.DataSource;
import dev.hourglass.experiments.RunDescription;
import dev.hourglass.experiments.RunFolder;
import dev.hourglass.experiments.RunMetadata;
import dev.hourglass.experiments.RunMonitor;
import dev.hourglass.experiments.TrainingRun;
import dev.hourglass.experiments.TrainingRun.Resuming;
import dev.hourglass.experiments.evaluation.TestEvaluation;
import dev.hourglass.experiments.figure.Figures;
import dev.hourglass.experiments.yaml.SpecDocument;
import dev.hourglass.experiments.yaml.SpecFile;
import dev.hourglass.metric.Pca;
import dev.hourglass.model.PcaModel;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.protocol.FineTunedError;
import dev.hourglass.spec.protocol.Measure;
import dev.hourglass.spec.protocol.NegativeLogLikelihood;
import dev.hourglass.spec.protocol.PcaReference;
import dev.hourglass.spec.protocol.Protocol;
import dev.hourglass.spec.protocol.PublishedValue;
import dev.hourglass.spec.protocol.QuickRun;
import dev.hourglass.train.Trainer;
import dev.hourglass.train.TrainingResult;
import dev.hourglass.train.TrainingResult.Ending;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicBoolean;

/// Trains what protocols say and measures it, each training in a folder of its own. What has been measured is not trained again; what was
/// interrupted goes on from its last checkpoint.
///
/// @param folder with a folder for each protocol and seed
/// @param threads that train
/// @param isValidating whether the last training samples, which are not trained on, take the place of the test samples
public record Verifier(RunMonitor monitor, Path folder, int threads, boolean isValidating) {
    /// Trains and measures a protocol with all its seeds.
    ///
    /// @param seeds trainings
    /// @return empty where somebody interrupted it
    /// @throws DataException if the folder has results of another protocol, or the data cannot be used
    public Optional<ProtocolResult> run(ProtocolFile file, int seeds) {
        var protocol = file.protocol();
        var source = ProtocolData.open(protocol);
        var data = isValidating ? ProtocolData.validating(protocol, source.split())
                : ProtocolData.whole(protocol, source.split());
        var results = new ArrayList<SeedResult>();
        for (int i = 0; i < seeds; i++) {
            var seeded = protocol.withTrain(protocol.train().withSeed(protocol.train().seed() + i));
            var result = ofSeed(file.name(), seeded, source, data);
            if (result.isEmpty()) {
                return Optional.empty();
            }
            results.add(result.get());
        }
        return reference(protocol, data).stream().mapToObj(value -> new ProtocolResult(file, value, results))
                .findFirst();
    }

    private OptionalDouble reference(Protocol protocol, DataSplit data) {
        return switch (protocol.verify().reference()) {
            case PublishedValue published -> OptionalDouble.of(published.value());
            case PcaReference() -> {
                int size = protocol.model().codeShape().size();
                var components = PcaModel.of(Pca.fit(data.train(), size), size, Map.of());
                yield new Measurement(monitor, threads, data)
                        .of(protocol.verify().measure(), components, protocol.train().seed());
            }
        };
    }

    /// The protocol without what changes no value: its title, what it is compared with, its quick form and the number of seeds.
    private static Protocol decisivePart(Protocol protocol) {
        return protocol.withVerify(protocol.verify().withTitle("").withReference(new PcaReference())
                .withQuick(new QuickRun(1, 1, 0)).withSeeds(1));
    }

    private Optional<SeedResult> ofSeed(String name, Protocol protocol, DataSource source, DataSplit data) {
        long seed = protocol.train().seed();
        var path = folder.resolve(name).resolve("seed-" + seed);
        var origin = SpecDocument.write(decisivePart(protocol)) + data.train().fingerprint()
                + data.test().fingerprint();
        var known = SeedResult.read(path, origin);
        if (known.isPresent()) {
            monitor.report(String.format(Locale.ROOT, "%s, seed %d: measured before", name, seed));
            return known;
        }
        monitor.report(String.format(Locale.ROOT, "%s, seed %d", name, seed));
        long begin = System.nanoTime();
        var run = RunFolder.at(path, true);
        var results = new ArrayList<SeedResult>();
        var resuming = Files.isDirectory(run.checkpoints()) ? Resuming.NOW : Resuming.LATER;
        var what = new RunDescription(name, source.name(), SpecFile.write(protocol.experiment()), Optional.empty());
        new TrainingRun(monitor, run, threads, false, resuming).inFolder(locked -> locked.fit(
                what, protocol.experiment(), data::train, Optional.empty(), training -> {
                    var model = training.model()
                            .withMetadata(RunMetadata.of(name, source, training.epochs().size()));
                    model.save(run.model());
                    if (training.ending() != Ending.INTERRUPTED) {
                        draw(run, model, data);
                        measured(protocol, model, data).ifPresent(value -> results.add(new SeedResult(
                                seed, value, training.epochs().size(), (System.nanoTime() - begin) / 1e9)));
                    }
                }));
        results.forEach(result -> result.write(path, origin));
        return results.stream().findFirst();
    }

    private void draw(RunFolder run, TrainedAutoencoder model, DataSplit data) {
        if (Figures.possible(monitor)) {
            Figures.ofModel(model, data.test(), TestEvaluation.SEED).forEach(figure -> figure.save(run.figures()));
        }
    }

    private OptionalDouble measured(Protocol protocol, TrainedAutoencoder model, DataSplit data) {
        monitor.report("measuring ...");
        return new Measurement(monitor, threads, data)
                .of(protocol.verify().measure(), model, protocol.train().seed());
    }

    /// Trains and measures the quick form of a protocol, and keeps nothing of it.
    ///
    /// @return empty where somebody interrupted it
    public Optional<QuickResult> runQuick(ProtocolFile file) {
        var protocol = file.protocol();
        var quick = protocol.verify().quick();
        var data = ProtocolData.quick(protocol, ProtocolData.open(protocol).split());
        long begin = System.nanoTime();
        var training = train(protocol, shortened(protocol.train(), quick), data);
        if (training.ending() == Ending.INTERRUPTED) {
            return Optional.empty();
        }
        return new Measurement(monitor, threads, data)
                .of(shortened(protocol.verify().measure(), quick), training.model(), protocol.train().seed()).stream()
                .mapToObj(value -> new QuickResult(file, value, (System.nanoTime() - begin) / 1e9)).findFirst();
    }

    private TrainingResult train(Protocol protocol, TrainingOptions options, DataSplit data) {
        var stop = new AtomicBoolean();
        try (var _ = monitor.stoppable(() -> stop.set(true))) {
            return new Trainer(protocol.model(), options).withThreads(threads).stopWhen(stop::get).train(data.train());
        }
    }

    private static TrainingOptions shortened(TrainingOptions options, QuickRun quick) {
        var pretraining = options.pretraining()
                .map(first -> first.withEpochs(Math.min(first.epochs(), quick.epochs())));
        var few = options.withEpochs(Math.min(options.epochs(), quick.epochs()));
        return pretraining.map(few::withPretraining).orElse(few);
    }

    private static Measure shortened(Measure measure, QuickRun quick) {
        return switch (measure) {
            case NegativeLogLikelihood(int draws) -> new NegativeLogLikelihood(Math.min(draws, QuickRun.MOST_DRAWS));
            case FineTunedError(var train, double dropout) ->
                new FineTunedError(shortened(train, quick), dropout);
            default -> measure;
        };
    }
}
