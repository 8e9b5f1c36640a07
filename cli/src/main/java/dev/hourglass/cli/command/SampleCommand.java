package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.experiments.RunMetadata;
import dev.hourglass.experiments.figure.Figures;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.model.VariationalModel;
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
        description = {"Generates samples by decoding random codes. Requires a variational autoencoder.", ""},
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

    @Option(names = "--count", paramLabel = "N", description = "Number of samples. Default: ${DEFAULT-VALUE}.")
    private int count = 100;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The seed of the random codes. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--label",
            paramLabel = "CLASS",
            description = "The class name of all samples, for a conditional model. Default: its classes in turn.")
    private Optional<String> label = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FILE|FOLDER",
            required = true,
            description = "A .png file for a grid of all, a .npy or .csv file, or a folder for one PNG file per sample.")
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
        var model = file.loadOfSamples();
        var shape = RunMetadata.dataShape(model);
        var input = model.spec().input();
        if (form == OutputFormat.PNG) {
            OutputFile.write(out,
                    Figures.samples(model, count, SampleTable.picture(out, shape, shape, input), label, seed).png());
        } else {
            var variational = VariationalModel.of(model);
            var samples = label.map(c -> variational.sample(count, c, seed))
                    .orElseGet(() -> variational.sample(count, seed));
            new SampleTable(shape, samples).write(out, form, shape, input);
        }
        console.report("wrote %s to %s".formatted(CountedNoun.text(count, "sample"), out));
        return 0;
    }
}
