package dev.hourglass.cli.command;

import dev.hourglass.cli.command.WindowScorer.Showing;
import dev.hourglass.cli.console.Console;
import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.experiments.DataChange;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.experiments.figure.Figures;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.model.TableModel;
import dev.hourglass.model.TabularModel;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.WindowModel;
import dev.hourglass.tables.TableSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
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
            "",
            "With the model of a table, each line has the id of a row, its score, its p-value (the share of rows like those of "
                    + "training with a score as high), whether it is an anomaly, and with --reasons why. --json prints how many rows and "
                    + "anomalies there are, and with --top the rows, in the place of all lines.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  hourglass score runs/dense-1/model.hourglass --part test --top 20",
            "  hourglass score runs/denoise-1/model.hourglass --data pictures/ --out errors.csv",
            "  hourglass score runs/denoise-1/model.hourglass --maps maps --regions 3",
            "  hourglass score runs/claims-1/model.hourglass --data new.csv --top 20 --reasons 3",
            "  hourglass score runs/signal-1/model.hourglass --data new.csv --figure series.png --out scored.csv",
            "  hourglass score runs/claims-1/model.hourglass --data new.parquet --out scored.csv --reasons 3"
        })
public final class ScoreCommand implements Callable<Integer> {
    /// Samples whose errors are drawn where --top does not say how many.
    private static final int MAPS = 20;

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
            description = "Print only the N samples with the largest errors, the largest first; of a table the N rows with the "
                    + "highest scores.")
    private Optional<Integer> top = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "A .csv or .npy file for the errors of all samples, in the order of the data; of a table a .csv, .tsv, "
                    + ".json or .parquet file. Default: CSV on standard output. --top and --json print as well.")
    private Optional<Path> out = Optional.empty();

    @Option(
            names = "--reasons",
            paramLabel = "N",
            description = "Of a table: also write the N most surprising cells of each anomaly, with what was expected there.")
    private int reasons;

    @Option(
            names = "--windows",
            description = "Of a table with windows over time: a line for each window, with its first and last time, instead of "
                    + "one for each row.")
    private boolean areWindows;

    @Option(
            names = "--maps",
            paramLabel = "FOLDER",
            description = "Of pictures: also draw each beside its reconstruction, with the squared error laid over it, as PNG "
                    + "files in this folder. Of the samples that --top prints, else of the 20 with the largest errors.")
    private Optional<Path> maps = Optional.empty();

    @Option(
            names = "--regions",
            paramLabel = "N",
            description = "Of pictures: also write the N boxes with the largest errors of each, with their share of its "
                    + "error; with --maps, frame them.")
    private int regions;

    @Option(
            names = "--figure",
            paramLabel = "FILE",
            description = "Of a table with windows over time: also draw the columns of numbers, their reconstructions and the scores as "
                    + "curves, as a PNG file; of a long series the rows around the highest score.")
    private Optional<Path> figure = Optional.empty();

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "Of a table with windows over time: the column that says what kind of anomaly a row is, empty where it is none. "
                    + "Says how many are found; --figure marks them.")
    private Optional<String> label = Optional.empty();

    @Mixin
    private final QueryOption query = new QueryOption();

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
        if (reasons < 0) {
            throw new ParameterException(command.commandLine(), "--reasons: expected 0 or more, found " + reasons);
        }
        var model = file.loadAutoencoder();
        var windows = WindowModel.of(model);
        if (windows.isPresent()) {
            score(windows.get());
            return 0;
        }
        if (areWindows || showing().isAnything()) {
            throw new ParameterException(command.commandLine(),
                    "%s: expected the model of windows over time, found another"
                            .formatted(areWindows ? "--windows" : "--figure and --label"));
        }
        var table = TableModel.of(model);
        if (table.isPresent()) {
            scoreTable(table.get());
            return 0;
        }
        query.requireNone(command);
        if (reasons > 0) {
            throw new ParameterException(command.commandLine(),
                    "--reasons: expected the model of a table, found another");
        }
        if (regions < 0) {
            throw new ParameterException(command.commandLine(), "--regions: expected 0 or more, found " + regions);
        }
        scoreSamples(model);
        return 0;
    }

    private void scoreSamples(TrainedAutoencoder model) throws IOException {
        var form = out.map(path -> OutputFormat.of(path, command, OutputFormat.CSV, OutputFormat.NPY));
        var source = data.open(model, command);
        var samples = part.of(source);
        var pictures = pictures(model, samples);
        var change = part.isTest()
                ? DataChange.report(console, model, source, source.split())
                : Optional.<DataChange>empty();
        var scores = SampleScores.of(model, samples, pictures, regions);
        if (out.isPresent()) {
            scores.write(out.get(), form.orElseThrow());
            console.report(
                    "wrote the errors of %s to %s".formatted(CountedNoun.text(scores.count(), "sample"), out.get()));
        }
        if (maps.isPresent()) {
            int[] drawn = scores.largest(top.orElse(MAPS));
            scores.draw(maps.get(), PictureNames.of(source, part, scores.count()), drawn);
            console.report("wrote %s to %s".formatted(CountedNoun.text(drawn.length, "error map"), maps.get()));
        }
        int[] shown = top.isPresent() ? scores.largest(top.get()) : scores.all();
        if (json.wanted()) {
            var fields = scores.fields(shown);
            fields.put("model", file.path().toString());
            change.ifPresent(found -> fields.putAll(found.fields()));
            console.print(JsonText.line(fields));
        } else if (out.isEmpty() || top.isPresent()) {
            scores.csv(shown).lines().forEach(console::print);
        }
    }

    private void score(WindowModel model) {
        var source = source(model);
        if (areWindows && (reasons > 0 || showing().isAnything())) {
            throw new ParameterException(command.commandLine(),
                    "--reasons, --figure, --label: expected rows, found --windows beside it; remove one of them");
        }
        requireDrawable();
        var scorer = new WindowScorer(console, model, reasons);
        var counts = areWindows ? scorer.scoreWindows(source, target())
                : scorer.scoreRows(source, target(), showing());
        var what = areWindows ? "windows" : "rows";
        console.report("scored %s, %,d of them anomalies%s".formatted(
                CountedNoun.text(counts.all() - counts.unscored(), areWindows ? "window" : "row"), counts.anomalies(),
                counts.unscored() == 0 ? ""
                        : "; in no window and without a score: " + CountedNoun.text(counts.unscored(), "row")));
        counts.labelled().ifPresent(found -> console.report(found.text()));
        figure.ifPresent(path -> console.report("wrote the figure %s".formatted(path)));
        var fields = new LinkedHashMap<String, Object>();
        fields.put(what, counts.all());
        if (!areWindows) {
            fields.put("unscored", counts.unscored());
        }
        counts.labelled().ifPresent(found -> fields.put("labelled", found.fields()));
        figure.ifPresent(path -> fields.put("figure", path.toString()));
        printJson(fields, counts.anomalies(), model, counts.strangest());
    }

    private Showing showing() {
        return new Showing(label, figure);
    }

    private void requireDrawable() {
        if (figure.isPresent() && !figure.get().toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw new ParameterException(command.commandLine(),
                    "--figure %s: expected a name that ends with .png, found another".formatted(figure.get()));
        }
        if (figure.isPresent() && !Figures.possible()) {
            throw new DataException(
                    "--figure: expected fonts for Java to draw with, found none; install fontconfig and a font");
        }
    }

    private TableSource source(TabularModel model) {
        if (maps.isPresent() || regions != 0) {
            throw new ParameterException(command.commandLine(),
                    "--maps, --regions: expected a model of pictures, found that of a table");
        }
        part.requireNone(data, command);
        return query.source(data.name(model.autoencoder(), command));
    }

    private ScoreTarget target() {
        return new ScoreTarget(console, out, top, json.wanted());
    }

    private void scoreTable(TableModel model) {
        var counts = new TableScorer(console, model, reasons).score(source(model), target());
        console.report("scored %s, %,d of them anomalies".formatted(CountedNoun.text(counts.rows(), "row"),
                counts.anomalies()));
        var fields = new LinkedHashMap<String, Object>();
        fields.put("rows", counts.rows());
        printJson(fields, counts.anomalies(), model, counts.strangest());
    }

    /// @param fields of what was scored
    private void printJson(
            Map<String, Object> fields, long anomalies, TabularModel model, List<Map<String, Object>> strangest) {
        if (!json.wanted()) {
            return;
        }
        fields.put("anomalies", anomalies);
        fields.put("threshold", model.threshold());
        if (top.isPresent()) {
            fields.put("scores", strangest);
        }
        out.ifPresent(path -> fields.put("out", path.toString()));
        fields.put("model", file.path().toString());
        console.print(JsonText.line(fields));
    }

    /// What `--maps` and `--regions` ask for; empty where neither is given.
    private Optional<PictureErrors> pictures(TrainedAutoencoder model, List<Dataset> samples) {
        if (maps.isEmpty() && regions == 0) {
            return Optional.empty();
        }
        return Optional.of(PictureErrors.of("--maps, --regions", model, samples, command));
    }
}
