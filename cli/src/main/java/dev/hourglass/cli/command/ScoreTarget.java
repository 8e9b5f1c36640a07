package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.tables.OutputColumn;
import dev.hourglass.tables.TableLimits;
import dev.hourglass.tables.TableSource;
import dev.hourglass.tables.TableWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where the scores of a table are wanted.
///
/// @param out the file for all rows; empty for standard output, unless that has something else to show
/// @param top how many of the strangest rows to show instead of all
/// @param isJson whether standard output gets one JSON object, and no rows
record ScoreTarget(Console console, Optional<Path> out, Optional<Integer> top, boolean isJson) {
    /// Begins to write rows.
    ///
    /// @param columns of which one is called `score`
    /// @param source what the rows come from, which must not be overwritten
    ScoreSink open(List<OutputColumn> columns, TableSource source) {
        return new ScoreSink(console, columns, writer(columns, source), top.orElse(0), isJson);
    }

    private Optional<TableWriter> writer(List<OutputColumn> columns, TableSource source) {
        if (out.isPresent()) {
            return Optional.of(TableWriter.open(out.get(), columns, source, TableLimits.DEFAULT));
        }
        return top.isPresent() || isJson ? Optional.empty() : Optional.of(TableWriter.csv(console.out(), columns));
    }
}
