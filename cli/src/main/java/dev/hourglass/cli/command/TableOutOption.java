package dev.hourglass.cli.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The table that a command writes.
final class TableOutOption {
    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "A .csv, .tsv, .json or .parquet file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path path;

    Path path() {
        return path;
    }
}
