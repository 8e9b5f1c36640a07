package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.cli.output.DriftOutput;
import dev.hourglass.drift.DriftReport;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.model.TableModel;
import dev.hourglass.model.TabularModel;
import dev.hourglass.model.WindowModel;
import dev.hourglass.tables.TableLimits;
import dev.hourglass.tables.TableSource;
import dev.hourglass.tables.TableWriter;
import dev.hourglass.tables.training.ColumnTypes;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `hourglass drift`: how rows differ from those that the model of a table was trained on.
@Command(
        name = "drift",
        description = {
            "Compares the rows of a table with those that its model was trained on, column by column: the population stability index, "
                    + "a test of equal distributions, its effect, missing cells and new categories; and their scores with "
                    + "those of rows that were held out.",
            "",
            "The model stores what is needed of its training rows. Columns with an effect of 0.1 or more that are significant "
                    + "at a false discovery rate of 5 %% have drifted.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  hourglass drift runs/claims-1/model.hourglass --data october.csv",
            "  hourglass drift runs/claims-1/model.hourglass --data claims.parquet --query \"SELECT * FROM data WHERE year = 2026\"",
            "  hourglass drift runs/claims-1/model.hourglass --data october.csv --json --out drift.csv"
        })
public final class DriftCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final ModelParameter file = new ModelParameter();

    @Mixin
    private final TableRowsOption rows = new TableRowsOption();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Also write a row for each column to a .csv, .json or .parquet file.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private final JsonOption json = new JsonOption();

    public DriftCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var source = rows.source();
        var report = switch (TabularModel.load(file.path())) {
            case TableModel model -> report(model, source);
            case WindowModel model -> report(model, source);
        };
        out.ifPresent(path -> write(report, path, source));
        if (json.wanted()) {
            console.print(JsonText.line(DriftOutput.fields(report)));
        } else {
            DriftOutput.lines(report).forEach(console::print);
        }
        return 0;
    }

    private DriftReport report(TableModel model, TableSource source) {
        var meter = model.driftMeter();
        try (var table = new TableScorer(console, model, 0).open(source);
                var reader = table.read(ColumnTypes.of(model.schema()), Optional.empty(), Optional.empty())) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                var chunk = next.get();
                meter.add(chunk.cells(), chunk.rows(), model.score(chunk.cells(), chunk.rows()).scores());
            }
        }
        return meter.report();
    }

    private DriftReport report(WindowModel model, TableSource source) {
        var meter = model.driftMeter();
        var scorer = new WindowScorer(console, model, 0);
        try (var table = TableScorer.open(model, source);
                var series = scorer.series(table, Optional.empty());
                var reader = table.read(ColumnTypes.of(model.schema()), Optional.empty(), Optional.empty())) {
            var scores = scorer.score(series).rows();
            int[] places = series.places();
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                var chunk = next.get();
                int first = (int) chunk.firstRow() - 1;
                meter.add(chunk.cells(), chunk.rows(), IntStream.range(first, first + chunk.rows())
                        .mapToDouble(row -> scores[places[row]]).toArray());
            }
        }
        return meter.report();
    }

    private void write(DriftReport report, Path path, TableSource source) {
        try (var writer = TableWriter.open(path, DriftOutput.columns(), source, TableLimits.DEFAULT)) {
            writer.write(DriftOutput.cells(report), report.columns().size());
            writer.finish();
        }
        console.report("wrote %s to %s".formatted(CountedNoun.text(report.columns().size(), "column"), path));
    }
}
