package dev.hourglass.cli.command;

import dev.hourglass.spec.SpecException;
import dev.hourglass.table.TableExperiment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    /// Whether anything is said.
    boolean isAnyGiven() {
        return id.isPresent() || label.isPresent() || !ignored.isEmpty() || query.isPresent();
    }

    /// Refuses what only tables have.
    void requireNone(CommandSpec command) {
        if (isAnyGiven()) {
            throw new ParameterException(command.commandLine(),
                    "--id, --label, --ignore and --query: expected a table (CSV, TSV, JSON or Parquet) to train on, or the spec of one, found a spec of samples");
        }
    }

    /// The experiment on a file of which nothing else is said.
    TableExperiment experiment(String file) {
        return over(TableExperiment.NONE.withData(file));
    }

    /// An experiment with these uses of its columns.
    ///
    /// @throws SpecException if a column has several of these uses
    TableExperiment over(TableExperiment experiment) {
        requireOneUse();
        var table = experiment.table();
        table = id.map(table::naming).orElse(table);
        table = label.map(table::labelling).orElse(table);
        for (var column : ignored) table = table.ignoring(column);
        table = query.map(table::withQuery).orElse(table);
        return experiment.withTable(table);
    }

    private void requireOneUse() {
        var met = new HashSet<String>();
        Stream.of(id.stream(), label.stream(), ignored.stream()).flatMap(Function.identity())
                .filter(name -> !met.add(name)).findFirst().ifPresent(name -> {
                    throw new SpecException(String.format(Locale.ROOT,
                            "table: expected one use of a column, found several of '%s'; keep one of them", name));
                });
    }
}
