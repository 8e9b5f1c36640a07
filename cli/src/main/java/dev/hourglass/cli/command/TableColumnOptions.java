package dev.hourglass.cli.command;

import dev.hourglass.tables.PlanRequest;
import dev.hourglass.tables.TableSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// What a user says about the columns of a table.
final class TableColumnOptions {
    private static final Pattern TABLE = Pattern.compile(
            ".*\\.(csv|tsv|tab|json|jsonl|ndjson|parquet|duckdb)(\\.gz)?(\\?.*)?|-");

    @Option(
            names = "--id",
            paramLabel = "COLUMN",
            description = "Of a table: the column that names the rows; never an input.")
    private Optional<String> id = Optional.empty();

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "Of a table: the column that says which rows are anomalies; never an input, only to measure by.")
    private Optional<String> label = Optional.empty();

    @Option(
            names = "--ignore",
            paramLabel = "COLUMN",
            description = "Of a table: a column that is not read. May be repeated.")
    private List<String> ignored = new ArrayList<>();

    @Option(
            names = "--query",
            paramLabel = "SQL",
            description = "Of a table: a SELECT over the file, which it calls data, in the place of all its rows.")
    private Optional<String> query = Optional.empty();

    /// Whether a name is that of a table's file, standard input included.
    static boolean isTable(String name) {
        return TABLE.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    /// Refuses what only tables have.
    void requireNone(CommandSpec command) {
        if (id.isPresent() || label.isPresent() || !ignored.isEmpty() || query.isPresent()) {
            throw new ParameterException(command.commandLine(),
                    "--id, --label, --ignore and --query: expected a table (CSV, TSV, JSON or Parquet) to train on, found a spec");
        }
    }

    PlanRequest request() {
        return new PlanRequest(List.of(), ignored, id, label);
    }

    /// Where the rows can be read again, whatever the working folder is; empty for standard input and queries.
    Optional<String> location(String file) {
        boolean isFile = query.isEmpty() && !file.equals(TableSource.STANDARD_INPUT);
        return isFile ? Optional.of(Path.of(file).toAbsolutePath().normalize().toString()) : Optional.empty();
    }

    /// The rows of a file, or of the query over it.
    TableSource source(String file) {
        var source = TableSource.of(file);
        return query.map(sql -> TableSource.query(sql, source)).orElse(source);
    }
}
