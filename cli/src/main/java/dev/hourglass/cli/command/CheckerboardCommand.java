package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.experiments.DataChange;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.experiments.RunMetadata;
import dev.hourglass.experiments.evaluation.TestEvaluation;
import dev.hourglass.experiments.figure.Checkerboards;
import dev.hourglass.experiments.figure.Checkerboards.Mark;
import dev.hourglass.experiments.report.TextTable;
import dev.hourglass.metric.Checkerboard;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hourglass checkerboard`: what decoders draw with the period of their stride.
@Command(
        name = "checkerboard",
        description = {
            "Measures the checkerboard artifacts of image decoders.",
            "",
            "The mean residual is reconstruction minus original, averaged over the test samples. The result is the share of its "
                    + "energy at the given period along both axes, from 0 to 1.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  hourglass checkerboard runs/checkerboard-1/model.hourglass",
            "  hourglass checkerboard runs/*/model.hourglass --period 2 --out checkerboards.png"
        })
public final class CheckerboardCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Parameters(
            paramLabel = "MODEL",
            arity = "1..*",
            description = "Model files, such as runs/dense-1/model.hourglass, all with images of the same shape.")
    private List<Path> files = new ArrayList<>();

    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = "--period",
            paramLabel = "PIXELS",
            description = "The period, usually the stride of the decoder's upsampling. Default: ${DEFAULT-VALUE}.")
    private int period = 2;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "A .png file: the mean residuals and a reconstruction, one row per model.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private final JsonOption json = new JsonOption();

    public CheckerboardCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (period < 2) {
            throw wrong("--period: expected at least 2, found " + period);
        }
        out.ifPresent(path -> OutputFormat.of(path, command, OutputFormat.PNG));
        var marks = new ArrayList<Mark>();
        Optional<Shape> shape = Optional.empty();
        var models = new LinkedHashMap<Path, TrainedAutoencoder>();
        for (var file : files) models.put(file, ModelParameter.loadOfSamples(file, command));
        for (var file : files) {
            var model = Objects.requireNonNull(models.get(file));
            var found = picture(model);
            var expected = shape.orElse(found);
            if (!found.equals(expected)) {
                throw wrong("%s: expected pictures of shape %s, like those of the previous models, found %s"
                        .formatted(file, expected, found));
            }
            shape = Optional.of(expected);
            marks.add(mark(file, model, expected));
        }
        answer(marks);
        if (out.isPresent()) {
            var picture = SampleTable.picture(out.get(), shape.orElseThrow(), shape.get());
            OutputFile.write(out.get(), Checkerboards.draw(picture, period, marks).png());
            console.report("wrote %d models to %s".formatted(marks.size(), out.get()));
        }
        return 0;
    }

    /// Flat samples are pictures where the data they come from are.
    private static Shape picture(TrainedAutoencoder model) {
        var input = model.spec().input();
        return input.isImage() ? input : RunMetadata.dataShape(model);
    }

    private Mark mark(Path file, TrainedAutoencoder model, Shape shape) {
        var source = data.open(model, command);
        var split = source.evaluationSplit();
        DataChange.report(console, model, source, split);
        var test = split.test();
        var reconstructions = model.reconstruct(model.corrupt(test, TestEvaluation.SEED));
        var residual = Checkerboard.meanResidual(reconstructions, test);
        return new Mark(
                name(file), Checkerboard.share(shape, residual, period), residual, reconstructions[0]);
    }

    /// What distinguishes runs: the folder, where the file has the name that every run's model has.
    private static String name(Path file) {
        return Optional.of(file)
                .filter(path -> path.endsWith("model.hourglass"))
                .map(path -> path.toAbsolutePath().getParent())
                .map(Path::getFileName)
                .orElse(file.getFileName())
                .toString();
    }

    private void answer(List<Mark> marks) {
        if (json.wanted()) {
            console.print(JsonText.line(fields(marks)));
            return;
        }
        var table = new TextTable("lr").row("model", "energy at period %d".formatted(period));
        marks.forEach(mark -> table.row(mark.label(), String.format(Locale.ROOT, "%.4f", mark.share())));
        table.lines().forEach(console::print);
    }

    private Map<String, Object> fields(List<Mark> marks) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("period", period);
        fields.put("models", marks.stream().map(CheckerboardCommand::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(Mark mark) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("model", mark.label());
        fields.put("share", mark.share());
        return fields;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
