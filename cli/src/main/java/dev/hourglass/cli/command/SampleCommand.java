package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.experiments.RunMetadata;
import dev.hourglass.experiments.figure.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `hourglass sample`: new samples from a variational autoencoder.
@Command(
        name = "sample",
        description = {"Makes new samples: decodes codes drawn at random. Takes a model with a Gaussian latent.", ""},
        footer = {
            "",
            "Examples:",
            "  hourglass sample runs/vae-1/model.hourglass --out digits.png",
            "  hourglass sample runs/vae-1/model.hourglass --count 1000 --seed 7 --out digits.npy",
            "  hourglass sample runs/cvae-1/model.hourglass --label 7 --out sevens.png",
            "  hourglass sample runs/pets-1/model.hourglass --label dogs --out dogs.png"
        })
public final class SampleCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    private final ModelParameter file = new ModelParameter();

    @Option(names = "--count", paramLabel = "N", description = "How many. Default: ${DEFAULT-VALUE}.")
    private int count = 100;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Another seed gives other samples, the same seed the same ones. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--label",
            paramLabel = "CLASS",
            description = "The class of all samples by its name, for a conditional model; where absent, its classes in turn.")
    private Optional<String> label = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FILE|FOLDER",
            required = true,
            description = "A .png file for all in a grid, a .npy or .csv file, or a folder for one PNG a picture.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path out;

    public SampleCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (count < 1) {
            throw new ParameterException(command.commandLine(), "--count: expected at least 1, found " + count);
        }
        var form = OutputFormat.of(out, command, OutputFormat.PNG, OutputFormat.NPY, OutputFormat.CSV,
                OutputFormat.FOLDER);
        var model = file.load();
        var shape = RunMetadata.dataShape(model);
        var input = model.spec().input();
        if (form == OutputFormat.PNG) {
            OutputFile.write(out,
                    Figures.samples(model, count, SampleTable.picture(out, shape, shape, input), label, seed).png());
        } else {
            var samples = label.map(c -> model.sample(count, c, seed)).orElseGet(() -> model.sample(count, seed));
            new SampleTable(shape, samples).write(out, form, shape, input);
        }
        console.report("wrote %,d samples into %s".formatted(count, out));
        return 0;
    }
}
