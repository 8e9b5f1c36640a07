package dev.hourglass.cli.command;

import dev.hourglass.tables.TableSource;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private final QueryOption query = new QueryOption();

    TableSource source() {
        return query.source(file);
    }
}
