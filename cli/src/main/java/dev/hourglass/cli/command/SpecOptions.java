package dev.hourglass.cli.command;

import dev.hourglass.datasets.DataSource;
import dev.hourglass.experiments.yaml.SpecDocument;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.SpecException;
import dev.hourglass.table.TableExperiment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/// The spec that is trained, what is changed in it, and the data.
final class SpecOptions {
    @Parameters(paramLabel = "SPEC",
            description = "A YAML file, such as examples/denoise.yaml, or a table to plan and train a model of: a CSV, TSV, "
                    + "JSON or Parquet file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path specFile;

    @Option(
            names = "--data",
            paramLabel = "DATA",
            description = "The training data: mnist, eyes (drawings of eyes; eyes:COUNT for another number) or the path of "
                    + "a folder of IDX files, a folder of pictures, or an NPY, NPZ or CSV file; for the spec of a table, a "
                    + "CSV, TSV, JSON or Parquet file. Default: the data of the spec.")
    private Optional<String> data = Optional.empty();

    @Mixin
    private final ResizeOption resize = new ResizeOption();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Changes one value of the spec, such as train.batch=64. May be repeated.")
    private List<String> changes = new ArrayList<>();

    @Option(names = "--seed", paramLabel = "N", description = "Short for --set train.seed=N.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--epochs", paramLabel = "N", description = "Short for --set train.epochs=N; also for tables.")
    private Optional<Integer> epochs = Optional.empty();

    /// The file, as it was named.
    Path path() {
        return specFile;
    }

    /// Refuses what only specs have, where a table is trained on.
    void requireNoneForTables(CommandSpec command) {
        if (data.isPresent() || resize.isGiven()) {
            throw new ParameterException(command.commandLine(),
                    "--data and --resize: expected a spec to train, found a table; leave them out");
        }
    }

    /// The experiment on a table's file of which nothing is said but the changes.
    TableExperiment ofTable(String file) {
        return SpecDocument.parse("--set", "table: {}").table(changes).withData(file);
    }

    /// An experiment on a table with these epochs and this seed.
    TableExperiment over(TableExperiment experiment) {
        var seeded = seed.map(n -> experiment.withTrain(experiment.train().withSeed(n))).orElse(experiment);
        return epochs.map(seeded::forEpochs).orElse(seeded);
    }

    /// The spec of a table with all changes.
    TableExperiment tableExperiment(SpecDocument document, CommandSpec command) {
        if (resize.isGiven()) {
            throw new ParameterException(command.commandLine(),
                    "--resize: expected pictures, found a table; remove it");
        }
        var experiment = over(document.table(changes));
        return data.map(experiment::withData).orElse(experiment);
    }

    /// What reports call it.
    String name() {
        return name(specFile);
    }

    /// What reports call the spec of a file.
    static String name(Path specFile) {
        return specFile.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    }

    /// The spec with all changes.
    Experiment experiment() {
        return experiment(SpecDocument.read(specFile));
    }

    /// Likewise, of its document.
    Experiment experiment(SpecDocument document) {
        var all = new ArrayList<>(changes);
        seed.ifPresent(n -> all.add("train.seed=" + n));
        epochs.ifPresent(n -> all.add("train.epochs=" + n));
        var experiment = document.experiment(all);
        if (experiment.model().isClassifier()) {
            throw new SpecException(
                    specFile + ": model.loss: expected a reconstruction loss, found softmax_cross_entropy; train an autoencoder, then a classifier on it with hourglass finetune");
        }
        return data.map(experiment::withData).orElse(experiment);
    }

    /// The data of an experiment.
    DataSource open(Experiment experiment, CommandSpec command) {
        var source = DataSource.open(
                experiment.data().orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        specFile + " has no data to train on; add --data, for example --data mnist")),
                resize.pictures(experiment.model().input(), command));
        source.remarks().forEach(command.commandLine().getErr()::println);
        return source;
    }
}
