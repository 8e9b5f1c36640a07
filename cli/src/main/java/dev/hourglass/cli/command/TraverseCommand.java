package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.data.Dataset;
import dev.hourglass.experiments.RunMetadata;
import dev.hourglass.experiments.figure.Traversal;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.VariationalModel;
import dev.hourglass.spec.SpecException;
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

/// `hourglass traverse`: what each latent dimension changes.
@Command(
        name = "traverse",
        description = {
            "Shows the effect of each latent dimension of a variational autoencoder: one row of images per dimension.",
            "",
            "The most active dimensions come first.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  hourglass traverse runs/vae-1/model.hourglass --out dimensions.png",
            "  hourglass traverse runs/cvae-1/model.hourglass --label 7 --out sevens.png"
        })
public final class TraverseCommand implements Callable<Integer> {
    /// Samples that show how much each dimension is used.
    private static final int EXAMINED = 1000;
    private static final int STEPS = 11;

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    private final ModelParameter file = new ModelParameter();

    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = "--sample",
            paramLabel = "I",
            description = "Start from the code of this test sample, counted from 0. Default: the mean of the prior.")
    private Optional<Integer> sample = Optional.empty();

    @Option(
            names = "--label",
            paramLabel = "CLASS",
            description = "The class name of all images, for a conditional model. Default: the class of --sample, or the "
                    + "first.")
    private Optional<String> label = Optional.empty();

    @Option(names = "--rows", paramLabel = "N",
            description = "Number of dimensions to show. Default: ${DEFAULT-VALUE}.")
    private int rows = 10;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "A .png file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path out;

    public TraverseCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (rows < 1) {
            throw wrong("--rows: expected at least 1, found " + rows);
        }
        OutputFormat.of(out, command, OutputFormat.PNG);
        var model = file.loadOfSamples();
        var test = data.open(model, command).evaluationSplit().test();
        var posterior = VariationalModel.of(model).posterior(test.slice(0, Math.min(EXAMINED, test.size())));
        var shape = RunMetadata.dataShape(model);
        var picture = SampleTable.picture(out, shape, shape, model.spec().input());
        var traversal = new Traversal(model, start(model, test), label(model, test), STEPS);
        OutputFile.write(out, traversal.draw(posterior, rows, picture).png());
        console.report(
                "wrote %s to %s".formatted(CountedNoun.text(Math.min(rows, posterior.size()), "dimension"), out));
        return 0;
    }

    private float[] start(TrainedAutoencoder model, Dataset test) {
        return sample.map(i -> model.encode(test.select(checked(test, i)))[0])
                .orElseGet(() -> new float[model.spec().codeShape().size()]);
    }

    private int checked(Dataset test, int index) {
        if (index < 0 || index >= test.size()) {
            throw wrong("--sample: expected a test sample from 0 to %d, found %d".formatted(test.size() - 1, index));
        }
        return index;
    }

    private Optional<Integer> label(TrainedAutoencoder model, Dataset test) {
        if (model.spec().latent().classes() == 0) {
            if (label.isPresent()) {
                throw new SpecException(
                        "--label: only a conditional model has classes; train one with latent: {gaussian: {classes: ...}}");
            }
            return Optional.empty();
        }
        return label.map(model::classNumber)
                .or(() -> sample.map(i -> model.withOwnClasses(test.select(i)).labels().orElseThrow().of(0)))
                .or(() -> Optional.of(0));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
