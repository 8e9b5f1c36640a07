package dev.hourglass.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hourglass.cli.console.Console;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.model.TableModel;
import dev.hourglass.table.BooleanType;
import dev.hourglass.table.CategoricalType;
import dev.hourglass.table.ColumnType;
import dev.hourglass.table.CountType;
import dev.hourglass.table.NumericType;
import dev.hourglass.table.TimestampType;
import dev.hourglass.tables.ColumnPlan;
import dev.hourglass.tables.Table;
import dev.hourglass.tables.TableLimits;
import dev.hourglass.tables.TablePlan;
import dev.hourglass.tables.training.DescribedTable;
import dev.hourglass.tables.training.PlannedSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hourglass table`: what a model would read of a table, and what one has learnt of categories.
@Command(
        name = "table",
        description = {
            "plan shows what a model reads of a table, before anything is trained: for every column its type, or that it is left "
                    + "out, and why.",
            "embeddings writes what a model has learnt of each level of a category: a row for each level, with the weights of the "
                    + "first layer on it.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  hourglass table plan claims.csv",
            "  hourglass table plan claims.csv --out claims.yaml",
            "  hourglass table plan 'logs/*.parquet' --label fraud --ignore comment",
            "  hourglass table embeddings runs/claims-1/model.hourglass --column country --out countries.csv"
        })
public final class TableCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "plan|embeddings", description = "What to do.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String action;

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "Of embeddings the file of a model. Of a plan a CSV, TSV, JSON or Parquet file (also compressed by gzip), a pattern in quotes, base.duckdb or "
                    + "base.duckdb?table, or - for CSV on standard input.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String file;

    @Mixin
    private final TableColumnOptions columns = new TableColumnOptions();

    @Option(
            names = "--column",
            paramLabel = "NAME",
            description = "Of embeddings: the column of categories.")
    private Optional<String> column = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write the plan as a YAML file with comments, to be changed and trained; embeddings as a .csv, .tsv, .json or "
                    + ".parquet file. Default of these: CSV on standard output.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--force", description = "Write the file of --out even if it exists.")
    private boolean force;

    @Mixin
    private final JsonOption json = new JsonOption();

    public TableCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        return switch (action) {
            case "plan" -> plan();
            case "embeddings" -> embeddings();
            default -> throw new ParameterException(command.commandLine(),
                    "expected plan or embeddings, found '" + action + "'");
        };
    }

    private int embeddings() {
        if (columns.isAnyGiven() || force || json.wanted()) {
            throw new ParameterException(command.commandLine(),
                    "--id, --label, --ignore, --query, --force, --json: expected the file of a table beside plan, found embeddings; remove them");
        }
        var name = column.orElseThrow(() -> new ParameterException(command.commandLine(),
                "--column: expected the name of a column of categories, found none; add it"));
        var path = Path.of(file);
        var embeddings = TableModel.load(path).embeddings(name);
        new EmbeddingWriter(console, path).write(embeddings, out);
        out.ifPresent(to -> console.report("wrote the embeddings of %s to %s"
                .formatted(CountedNoun.text(embeddings.levels().size(), "level"), to)));
        return 0;
    }

    private int plan() throws IOException {
        if (column.isPresent()) {
            throw new ParameterException(command.commandLine(), "--column: expected embeddings, found plan; remove it");
        }
        out.ifPresent(this::requireFree);
        var described = new DescribedTable(columns.experiment(file));
        try (var table = Table.open(described.source(), TableLimits.DEFAULT)) {
            var plan = TablePlan.of(table.profile(), described.request());
            if (out.isPresent()) {
                OutputFile.write(out.get(), PlannedSpec.text(described.experiment(), plan).getBytes(UTF_8));
                console.report("wrote %s; train it with hourglass train %1$s".formatted(out.get()));
            } else if (json.wanted()) {
                console.print(JsonText.line(fields(plan)));
            } else {
                console.print("%s of %s".formatted(CountedNoun.text(plan.rows(), "row"), plan.source()));
                plan.lines().forEach(console::print);
            }
        }
        return 0;
    }

    private void requireFree(Path spec) {
        if (!spec.toString().matches(".*\\.ya?ml")) {
            throw new ParameterException(command.commandLine(),
                    "--out %s: expected a name that ends with .yaml, found another".formatted(spec));
        }
        if (Files.exists(spec) && !force) {
            throw new ParameterException(command.commandLine(),
                    "--out %s: the file exists; choose another or add --force to overwrite it".formatted(spec));
        }
    }

    private static Map<String, Object> fields(TablePlan plan) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("source", plan.source());
        fields.put("rows", plan.rows());
        fields.put("columns", plan.columns().stream().map(TableCommand::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(ColumnPlan column) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("name", column.name());
        fields.put("role", column.role().name().toLowerCase(Locale.ROOT));
        column.type().ifPresent(type -> fields.put("type", type(type)));
        fields.put("missing", column.profile().missing());
        fields.put("reason", column.reason());
        return fields;
    }

    private static String type(ColumnType type) {
        return switch (type) {
            case NumericType(var scale) -> "numeric, " + scale.name().toLowerCase(Locale.ROOT);
            case CountType _ -> "count";
            case CategoricalType _ -> "categorical";
            case BooleanType _ -> "boolean";
            case TimestampType _ -> "timestamp";
        };
    }
}
