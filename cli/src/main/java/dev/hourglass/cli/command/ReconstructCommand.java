package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `hourglass reconstruct`: samples in, what the model makes of them out.
@Command(
        name = "reconstruct",
        description = {
            "Encodes and decodes samples, without corrupting them. A denoiser turns noisy samples into clean ones.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  hourglass reconstruct runs/denoise-1/model.hourglass --data noisy/ --out clean/",
            "  hourglass reconstruct runs/denoise-1/model.hourglass --data noisy/ --errors errors/",
            "  hourglass reconstruct runs/dense-1/model.hourglass --out reconstructions.npy"
        })
public final class ReconstructCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    private final ModelParameter file = new ModelParameter();

    @Mixin
    private final SamplesOut samples = new SamplesOut();

    @Option(
            names = "--errors",
            paramLabel = "FOLDER",
            description = "A folder for one PNG file per picture: the picture, its reconstruction, and where they differ, all on one "
                    + "scale.")
    private Optional<Path> errors = Optional.empty();

    public ReconstructCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        var model = file.loadAutoencoderOfSamples();
        samples.write(model, model::reconstruct, "reconstructions", errors, command, console);
        return 0;
    }
}
