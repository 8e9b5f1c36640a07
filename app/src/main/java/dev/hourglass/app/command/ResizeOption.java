package dev.hourglass.app.command;

import dev.hourglass.io.ImageFolder;
import dev.hourglass.io.ImageFolder.ColourMode;
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
            description = "Bring the pictures of a folder to the size and colours of the model's input. Without it, "
                    + "they have to be so already.")
    private boolean resize;

    /// How the pictures of a folder are read for a model of this input.
    ImageFolder.Options pictures(Shape input, CommandSpec command) {
        if (!resize) {
            return ImageFolder.Options.DEFAULT;
        }
        if (!input.isImage()) {
            throw new ParameterException(
                    command.commandLine(),
                    "--resize: expected a model with input [height, width, channels], found input " + input);
        }
        return new ImageFolder.Options(
                input.channels() == 1 ? ColourMode.GREY : ColourMode.COLOUR,
                Optional.of(new ImageSize(input.height(), input.width())));
    }
}
