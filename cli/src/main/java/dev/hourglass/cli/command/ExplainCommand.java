package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.data.DataException;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.experiments.RunMetadata;
import dev.hourglass.model.TableModel;
import dev.hourglass.table.Reason;
import dev.hourglass.tables.TableChunk;
import dev.hourglass.tables.training.ColumnTypes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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
        var model = TableModel.load(file.path());
        var from = data.or(() -> RunMetadata.data(model.autoencoder())).orElseThrow(() -> new ParameterException(
                command.commandLine(), "the model has no record of its training data; add --data"));
        var scorer = new TableScorer(console, model, 0);
        try (var table = scorer.open(query.source(from));
                var reader = table.read(ColumnTypes.of(model.schema()), scorer.id(table), Optional.empty())) {
            for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
                int row = row(chunk.get());
                if (row >= 0) {
                    print(model, chunk.get(), row);
                    return 0;
                }
            }
        }
        throw new DataException(from, "expected a row '%s', found none".formatted(id));
    }

    private int row(TableChunk chunk) {
        for (int row = 0; row < chunk.rows(); row++) {
            if (id.equals(name(chunk, row))) {
                return row;
            }
        }
        return -1;
    }

    private static @Nullable String name(TableChunk chunk, int row) {
        return chunk.ids().isPresent() ? chunk.ids().get().values()[row] : Long.toString(chunk.firstRow() + row);
    }

    private void print(TableModel model, TableChunk chunk, int row) {
        var reasons = model.reasons(chunk.cells(), row, model.schema().columns().size());
        var scores = model.score(chunk.cells(), chunk.rows());
        if (json.wanted()) {
            console.print(JsonText
                    .line(fields(scores.scores()[row], scores.pValues()[row], scores.anomalies()[row], reasons)));
            return;
        }
        console.print("row %s: score %.4f, p-value %.2g, %s".formatted(id, scores.scores()[row], scores.pValues()[row],
                scores.anomalies()[row] ? "an anomaly" : "no anomaly"));
        for (var reason : reasons) {
            console.print("  %6.2f  %s".formatted(reason.surprise(), reason.text()));
        }
    }

    private Map<String, Object> fields(double score, double pValue, boolean isAnomaly, List<Reason> reasons) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", id);
        fields.put("score", score);
        fields.put("p_value", pValue);
        fields.put("anomaly", isAnomaly);
        fields.put("reasons", reasons.stream()
                .map(reason -> Map.of("column", reason.column(), "surprise", reason.surprise(), "text", reason.text()))
                .toList());
        return fields;
    }
}
