package dev.hourglass.cli.command;

import dev.hourglass.model.TrainedAutoencoder;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/// The parameter that names a model.
final class ModelParameter {
    @Parameters(paramLabel = "MODEL", description = "A model file, such as runs/dense-1/model.hourglass.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path path;

    Path path() {
        return path;
    }

    TrainedAutoencoder load() {
        return TrainedAutoencoder.load(path);
    }
}
