package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.datasets.npy.Npy;
import dev.hourglass.experiments.DataChange;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.experiments.RunMetadata;
import dev.hourglass.experiments.report.CsvWriter;
import dev.hourglass.model.TableModel;
import dev.hourglass.spec.Shape;
import dev.hourglass.tables.TableSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `hourglass score`: the error of each sample.
@Command(
        name = "score",
        description = {
            "Prints the error of each sample: the mean squared difference between the uncorrupted sample and its "
                    + "reconstruction. Samples unlike the training data tend to have a high error.",
            "",
            "Each line has the sample's file or number, its class if known, and the error.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  hourglass score runs/dense-1/model.hourglass --part test --top 20",
            "  hourglass score runs/denoise-1/model.hourglass --data pictures/ --out errors.csv"
        })
public final class ScoreCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    private final ModelParameter file = new ModelParameter();

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final PartOption part = new PartOption();

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "Print only the N samples with the largest errors, the largest first.")
    private Optional<Integer> top = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "A .csv or .npy file for the errors of all samples, in the order of the data. Default: CSV on "
                    + "standard output. --top and --json print as well.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--reasons",
            paramLabel = "N",
            description = "Of a table: also write the N most surprising cells of each anomaly, with what was expected there.")
    private int reasons;

    @Mixin
    private final JsonOption json = new JsonOption();

    public ScoreCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (top.isPresent() && top.get() < 1) {
            throw new ParameterException(command.commandLine(), "--top: expected at least 1, found " + top.get());
        }
        var table = TableModel.of(file.loadAutoencoder());
        if (table.isPresent()) {
            scoreTable(table.get());
            return 0;
        }
        if (reasons > 0) {
            throw new ParameterException(command.commandLine(),
                    "--reasons: expected the model of a table, found another");
        }
        var form = out.map(path -> OutputFormat.of(path, command, OutputFormat.CSV, OutputFormat.NPY));
        var model = file.loadAutoencoder();
        var source = data.open(model, command);
        var samples = part.of(source);
        var change = part.isTest()
                ? DataChange.report(console, model, source, source.split())
                : Optional.<DataChange>empty();
        double[] errors = samples.stream().map(model::score).flatMapToDouble(Arrays::stream).toArray();
        var known = SampleColumns.of(samples).orNumbered(errors.length);
        if (out.isPresent()) {
            write(out.get(), form.orElseThrow(), known, errors);
            console.report("wrote the errors of %,d samples to %s".formatted(errors.length, out.get()));
        }
        int[] shown = shown(errors);
        if (json.wanted()) {
            var fields = fields(known, errors, shown);
            change.ifPresent(found -> fields.putAll(found.fields()));
            console.print(JsonText.line(fields));
        } else if (out.isEmpty() || top.isPresent()) {
            csv(known, errors, shown).lines().forEach(console::print);
        }
        return 0;
    }

    private void scoreTable(TableModel model) {
        var from = data.name().or(() -> RunMetadata.data(model.autoencoder())).orElseThrow(() -> new ParameterException(
                command.commandLine(), "the model has no record of its training data; add --data"));
        var counts = new TableScorer(console, model, reasons).score(TableSource.of(from), out);
        console.report("scored %,d rows, %,d of them anomalies".formatted(counts.rows(), counts.anomalies()));
    }

    /// The samples to print: all of them in their order, or those of the largest errors.
    private int[] shown(double[] errors) {
        var all = IntStream.range(0, errors.length);
        return top.isEmpty()
                ? all.toArray()
                : all.boxed().sorted(Comparator.comparingDouble((Integer i) -> errors[i]).reversed())
                        .limit(top.get()).mapToInt(Integer::intValue).toArray();
    }

    private static void write(Path out, OutputFormat form, SampleColumns known, double[] errors) throws IOException {
        if (form == OutputFormat.NPY) {
            var rows = Arrays.stream(errors).mapToObj(error -> new float[] {(float) error}).toArray(float[][]::new);
            Npy.write(OutputFile.inFolder(out), Shape.of(1), rows);
        } else {
            var text = csv(known, errors, IntStream.range(0, errors.length).toArray()).text();
            OutputFile.write(out, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static CsvWriter csv(SampleColumns known, double[] errors, int[] samples) {
        var csv = new CsvWriter(Stream.concat(known.head().stream(), Stream.of("error")).toList());
        for (int i : samples) {
            csv.row(Stream.concat(known.cells(i).stream(), Stream.of(Double.toString(errors[i]))).toList());
        }
        return csv;
    }

    private Map<String, Object> fields(SampleColumns known, double[] errors, int[] shown) {
        var scores = new ArrayList<Map<String, Object>>();
        var head = known.head();
        for (int i : shown) {
            var score = new LinkedHashMap<String, Object>();
            for (int c = 0; c < head.size(); c++) {
                score.put(head.get(c), known.cells(i).get(c));
            }
            score.put("error", errors[i]);
            scores.add(score);
        }
        var fields = new LinkedHashMap<String, Object>();
        fields.put("samples", errors.length);
        fields.put("mse", Arrays.stream(errors).sequential().sum() / errors.length);
        fields.put("scores", scores);
        fields.put("model", file.path().toString());
        return fields;
    }
}
