package dev.hourglass.cli.command;

import dev.hourglass.datasets.ImageFolder;
import dev.hourglass.datasets.ImageFolder.ColourMode;
import dev.hourglass.spec.ImageSize;
import dev.hourglass.spec.Shape;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The option that lets pictures of any size in.
final class ResizeOption {
    @Option(
            names = "--resize",
            description = "Convert pictures to the size and colours of the model's input. Without it, they must have its "
                    + "size, and be grey if it is grey.")
    private boolean resize;

    boolean isGiven() {
        return resize;
    }

    /// How pictures are read for a model of this input.
    ImageFolder.Options pictures(Shape input, CommandSpec command) {
        if (!resize) {
            return ImageFolder.Options.of(input);
        }
        if (!input.isImage()) {
            throw new ParameterException(
                    command.commandLine(),
                    "--resize: expected a model with input [height, width, channels], found input " + input);
        }
        if (input.channels() != 1 && input.channels() != 3) {
            throw new ParameterException(
                    command.commandLine(), "--resize: expected a model with 1 or 3 channels, found input " + input);
        }
        return new ImageFolder.Options(
                input.channels() == 1 ? ColourMode.GREY : ColourMode.COLOUR,
                Optional.of(new ImageSize(input.height(), input.width())));
    }
}
