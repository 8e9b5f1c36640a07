package dev.hourglass.cli.command;

import dev.hourglass.data.DataException;
import dev.hourglass.datasets.DataSource;
import dev.hourglass.experiments.RunMetadata;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.tables.TableSource;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The option that names data for a model that is trained already.
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DATA",
            description = "mnist, eyes (drawings of eyes; eyes:COUNT for another number) or the path of a "
                    + "folder of IDX files, a folder of pictures, one picture, or an NPY, NPZ or CSV file. With score, evaluate and encode, for the "
                    + "model of a table: a CSV, TSV, JSON or Parquet file (also compressed by gzip), a pattern in quotes, base.duckdb or "
                    + "base.duckdb?table, or - for CSV on standard input. Default: the data that the model was trained on.")
    private Optional<String> data = Optional.empty();

    @Mixin
    private final ResizeOption resize = new ResizeOption();

    /// The name that was given.
    Optional<String> name() {
        return data;
    }

    /// The name that was given, else that of the data that the model was trained on.
    String name(TrainedAutoencoder model, CommandSpec command) {
        return name(data, model, command);
    }

    /// Likewise for other options that name data.
    ///
    /// @throws ParameterException where there is none, or `--out` would overwrite it
    static String name(Optional<String> given, TrainedAutoencoder model, CommandSpec command) {
        var name = given.orElseGet(() -> ownData(model, command));
        InputGuard.check(command, name);
        return name;
    }

    /// The data that a model was trained on, which must be there still.
    private static String ownData(TrainedAutoencoder model, CommandSpec command) {
        var name = RunMetadata.data(model).orElseThrow(() -> new ParameterException(
                command.commandLine(), "the model has no record of its training data; add --data"));
        if (!DataSource.exists(name) && !TableSource.exists(name)) {
            throw new DataException(
                    "%s: no such file or folder, though %s was trained on it; if the data have moved, set the new path with --data"
                            .formatted(name, named(model, command)));
        }
        return name;
    }

    /// Whether the data are named, instead of those that the model was trained on.
    boolean isGiven() {
        return data.isPresent();
    }

    /// Whether pictures are to be resized.
    boolean isResized() {
        return resize.isGiven();
    }

    /// The data that are named, else those that the model was trained on.
    ///
    /// @throws DataException where there are none, or they cannot be used
    DataSource open(TrainedAutoencoder model, CommandSpec command) {
        var name = name(model, command);
        var source = DataSource.open(name, resize.pictures(model.spec().input(), command));
        source.remarks().forEach(command.commandLine().getErr()::println);
        return source;
    }

    /// The file of a model where the command takes one model, else the name that the model has.
    private static String named(TrainedAutoencoder model, CommandSpec command) {
        var files = command.commandLine().getParseResult().matchedPositionals().stream()
                .map(PositionalParamSpec::getValue)
                .toList();
        return files.size() == 1 && files.getFirst() instanceof Path file
                ? file.toString()
                : RunMetadata.name(model).map(name -> "the model " + name).orElse("one of the models");
    }
}
