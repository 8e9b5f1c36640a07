package dev.hourglass.app.command;

import dev.hourglass.app.run.DataSource;
import dev.hourglass.app.run.Provenance;
import dev.hourglass.model.TrainedAutoencoder;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The option that names data for a model that is trained already.
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DATA",
            description = "mnist, eyes (drawn pictures of eyes; eyes:COUNT for another number) or the path of a "
                    + "folder of IDX files, a folder of pictures, or an NPY, NPZ or CSV file; where "
                    + "absent, what the model was trained on.")
    private Optional<String> data = Optional.empty();

    @Mixin
    private final ResizeOption resize = new ResizeOption();

    /// Whether the data are named, instead of those that the model was trained on.
    boolean isGiven() {
        return data.isPresent();
    }

    DataSource open(TrainedAutoencoder model, CommandSpec command) {
        var name = data.or(() -> Provenance.data(model))
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(), "the model does not say what it was trained on; add --data"));
        return DataSource.open(name, resize.pictures(model.spec().input(), command));
    }
}
