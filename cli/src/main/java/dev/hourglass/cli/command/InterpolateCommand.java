package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.data.Dataset;
import dev.hourglass.experiments.RunMetadata;
import dev.hourglass.experiments.figure.Interpolations;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.model.CodePath;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `hourglass interpolate`: what lies between two samples.
@Command(
        name = "interpolate",
        description = {
            "Interpolates between the codes of two test samples and decodes every step.",
            "",
            "Works with any autoencoder. Without --from and --to, a .png shows pairs of neighbouring classes.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  hourglass interpolate runs/vae-1/model.hourglass --out between.png",
            "  hourglass interpolate runs/vae-1/model.hourglass --from 3 --to 17 --path spherical --out between.npy"
        })
public final class InterpolateCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    private final ModelParameter file = new ModelParameter();

    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--from", paramLabel = "I", description = "The first test sample, counted from 0.")
    private Optional<Integer> from = Optional.empty();

    @Option(names = "--to", paramLabel = "J", description = "The last test sample.")
    private Optional<Integer> to = Optional.empty();

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Number of steps, including both ends. Default: ${DEFAULT-VALUE}.")
    private int steps = 11;

    @Option(
            names = "--path",
            paramLabel = "PATH",
            description = "The path: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private CodePath path = CodePath.LINEAR;

    @Option(
            names = "--out",
            paramLabel = "FILE|FOLDER",
            required = true,
            description = "A .png file for a figure, a .npy or .csv file, or a folder for one PNG file per step.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path out;

    public InterpolateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (steps < 2) {
            throw wrong("--steps: expected at least 2, found " + steps);
        }
        var form = OutputFormat.of(out, command, OutputFormat.PNG, OutputFormat.NPY, OutputFormat.CSV,
                OutputFormat.FOLDER);
        if (from.isPresent() != to.isPresent() || (from.isEmpty() && form != OutputFormat.PNG)) {
            throw wrong("expected both --from and --to, or neither and a .png file");
        }
        var model = file.loadOfSamples();
        var source = data.open(model, command);
        if (form == OutputFormat.FOLDER) {
            PictureNames.numbered(steps, source.pictures().orElse(List.of())).requireFree("--out", out);
        }
        var test = source.split().test();
        var pairs = from.isPresent() ? List.of(test.select(sample(test, "--from", from.get()),
                sample(test, "--to", to.orElseThrow()))) : Interpolations.pairs(test);
        write(model, new Interpolations(model, path, steps), pairs, form);
        console.report("wrote %s of %s to %s".formatted(CountedNoun.text(pairs.size(), "interpolation"),
                CountedNoun.text(steps, "step"), out));
        return 0;
    }

    private void write(TrainedAutoencoder model, Interpolations ways, List<Dataset> pairs, OutputFormat form)
            throws IOException {
        Shape shape = RunMetadata.dataShape(model);
        var input = model.spec().input();
        if (form == OutputFormat.PNG) {
            OutputFile.write(out, ways.draw(pairs, SampleTable.picture(out, shape, shape, input)).png());
        } else {
            new SampleTable(shape, ways.between(pairs.getFirst())).write(out, form, shape, input);
        }
    }

    private int sample(Dataset test, String option, int index) {
        if (index < 0 || index >= test.size()) {
            throw wrong("%s: expected a test sample from 0 to %d, found %d".formatted(option, test.size() - 1, index));
        }
        return index;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
