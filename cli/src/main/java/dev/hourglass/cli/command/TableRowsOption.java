package dev.hourglass.cli.command;

import dev.hourglass.tables.TableSource;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options that name the rows for the model of a table.
final class TableRowsOption {
    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE",
            description = "A CSV, TSV, JSON or Parquet file (also compressed by gzip), a pattern in quotes, base.duckdb or "
                    + "base.duckdb?table, or - for CSV on standard input.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String file;

    @Option(
            names = "--query",
            paramLabel = "SQL",
            description = "A SELECT over the file, which it calls data, in the place of all its rows.")
    private Optional<String> query = Optional.empty();

    TableSource source() {
        var source = TableSource.of(file);
        return query.map(sql -> TableSource.query(sql, source)).orElse(source);
    }
}
