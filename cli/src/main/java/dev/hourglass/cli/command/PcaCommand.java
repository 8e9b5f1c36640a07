package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.cli.output.ResultOutput;
import dev.hourglass.datasets.DataSource;
import dev.hourglass.datasets.ImageFolder;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.experiments.PcaRun;
import dev.hourglass.experiments.evaluation.TestEvaluation;
import dev.hourglass.experiments.figure.Figures;
import dev.hourglass.metric.Pca;
import dev.hourglass.metric.Subspace;
import dev.hourglass.model.DecodedSubspace;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `hourglass pca`: the best linear autoencoder, without training.
@Command(
        name = "pca",
        description = {
            "Computes principal components (PCA) and saves them as a model.",
            "",
            "The result is an ordinary model with one linear layer each way, for evaluate, encode and reconstruct. No linear "
                    + "autoencoder of the same code size reconstructs the training samples better.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  hourglass pca --data mnist --size 36",
            "  hourglass pca --data mnist --compare runs/linear-1/model.hourglass"
        })
public final class PcaCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Option(
            names = "--data",
            paramLabel = "DATA",
            required = true,
            description = "mnist, or the path of a folder of IDX files, a folder of pictures, or an NPY, NPZ or CSV file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String data;

    @Option(names = "--size", paramLabel = "N", description = "Number of components, which is the code size.")
    private Optional<Integer> size = Optional.empty();

    @Option(
            names = "--compare",
            paramLabel = "MODEL",
            description = "Also report the largest angle to the subspace of this linear autoencoder. Default for --size: "
                    + "its code size.")
    private Optional<Path> compare = Optional.empty();

    @Mixin
    private final RunFolderOptions folders = new RunFolderOptions();

    @Mixin
    private final JsonOption json = new JsonOption();

    public PcaCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var rival = compare.map(path -> ModelParameter.loadOfSamples(path, command));
        var subspace = rival.map(DecodedSubspace::of);
        int wanted = size.or(() -> subspace.map(Subspace::dimensions)).orElseThrow(() -> wrong("expected --size N"));
        subspace.filter(space -> space.dimensions() != wanted).ifPresent(space -> {
            throw wrong("--size %d: expected %d, the code size of the model to compare with"
                    .formatted(wanted, space.dimensions()));
        });
        var source = DataSource.open(data, ImageFolder.Options.DEFAULT);
        source.remarks().forEach(console::report);
        var train = source.split().train();
        if (wanted < 1 || wanted > train.shape().size()) {
            throw wrong("--size: expected 1 to %d, the features of a sample, found %d"
                    .formatted(train.shape().size(), wanted));
        }
        var pca = Pca.fit(train, wanted);
        var angle = subspace.map(space -> OptionalDouble.of(Subspace.of(pca.components(wanted)).largestAngle(space)))
                .orElse(OptionalDouble.empty());
        var folder = folders.create("pca");
        var run = PcaRun.keep("pca", pca, wanted, source, folder);
        if (Figures.possible()) {
            Figures.ofModel(run.model(), source.split().test(), TestEvaluation.SEED)
                    .forEach(figure -> figure.save(folder.figures()));
        }
        console.report("wrote %s and figures".formatted(folder.model()));
        answer(run, angle);
        return 0;
    }

    private void answer(PcaRun run, OptionalDouble angle) {
        if (json.wanted()) {
            var fields = ResultOutput.fields(run.evaluation(), run.model(), run.folder().model(), Optional.empty());
            angle.ifPresent(degrees -> fields.put("largestAngle", degrees));
            console.print(JsonText.line(fields));
            return;
        }
        ResultOutput.lines(run.evaluation()).forEach(console::print);
        angle.ifPresent(degrees -> console.print(String.format(
                Locale.ROOT, "largest principal angle to the subspace of %s: %.3f degrees", compare.orElseThrow(),
                degrees)));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
