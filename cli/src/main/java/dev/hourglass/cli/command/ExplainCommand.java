package dev.hourglass.cli.command;

import dev.hourglass.cli.command.WindowScorer.ScoredRow;
import dev.hourglass.cli.console.Console;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.model.TableModel;
import dev.hourglass.model.TabularModel;
import dev.hourglass.model.WindowModel;
import dev.hourglass.tables.TableChunk;
import dev.hourglass.tables.training.ColumnTypes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `hourglass explain`: one row of a table, cell by cell.
@Command(
        name = "explain",
        description = {
            "Shows one row of a table, its most surprising cells first: each beside what the model expects there from the other cells.",
            ""
        },
        footer = {"", "Example:", "  hourglass explain runs/claims-1/model.hourglass --id C-1017"})
public final class ExplainCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    private final ModelParameter file = new ModelParameter();

    @Option(
            names = "--id",
            required = true,
            paramLabel = "ID",
            description = "The row: its cell in the column of names or, where there is none, its number, counted from 1.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String id;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "The table with the row. Default: the one that the model was trained on.")
    private Optional<String> data = Optional.empty();

    @Mixin
    private final QueryOption query = new QueryOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    public ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var model = TabularModel.load(file.path());
        var from = DataOption.name(data, model.autoencoder(), command);
        print(switch (model) {
            case WindowModel windows -> new WindowScorer(console, windows, 0).explain(query.source(from), from, id);
            case TableModel rows -> explain(rows, from);
        });
        return 0;
    }

    private ScoredRow explain(TableModel model, String from) {
        var scorer = new TableScorer(console, model, 0);
        try (var table = scorer.open(query.source(from));
                var reader = table.read(ColumnTypes.of(model.schema()), scorer.id(table), Optional.empty())) {
            var search = new TableScorer.RowSearch(from, id);
            var found = Optional.<ScoredRow>empty();
            for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
                int row = search.add(chunk.get());
                if (row >= 0) {
                    found = Optional.of(explained(model, chunk.get(), row));
                }
            }
            if (search.found() > 1) {
                console.report("%,d rows are called '%s'; this is the first".formatted(search.found(), id));
            }
            return found.orElseThrow(search::none);
        }
    }

    private static ScoredRow explained(TableModel model, TableChunk chunk, int row) {
        var scores = model.score(chunk.cells(), chunk.rows());
        return new ScoredRow(scores.scores()[row], scores.pValues()[row], scores.anomalies()[row],
                model.reasons(chunk.cells(), row, model.schema().columns().size()));
    }

    private void print(ScoredRow row) {
        if (json.wanted()) {
            console.print(JsonText.line(fields(row)));
            return;
        }
        console.print("row %s: score %.4f, p-value %.2g, %s".formatted(id, row.score(), row.pValue(),
                row.isAnomaly() ? "an anomaly" : "no anomaly"));
        for (var reason : row.reasons()) {
            console.print("  %6.2f  %s".formatted(reason.surprise(), reason.text()));
        }
    }

    private Map<String, Object> fields(ScoredRow row) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", id);
        fields.put("score", row.score());
        fields.put("p_value", row.pValue());
        fields.put("anomaly", row.isAnomaly());
        fields.put("reasons", row.reasons().stream()
                .map(reason -> Map.of("column", reason.column(), "surprise", reason.surprise(), "text", reason.text()))
                .toList());
        return fields;
    }
}
