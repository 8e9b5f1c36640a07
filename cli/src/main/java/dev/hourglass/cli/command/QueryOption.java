package dev.hourglass.cli.command;

import dev.hourglass.tables.TableSource;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The option that takes some rows of a table.
final class QueryOption {
    @Option(
            names = "--query",
            paramLabel = "SQL",
            description = "For the model of a table: a SELECT over the file, which it calls data, in the place of all its rows.")
    private Optional<String> query = Optional.empty();

    boolean isGiven() {
        return query.isPresent();
    }

    /// The rows of a table, or those of the query over them.
    ///
    /// @param file as `--data` names it
    TableSource source(String file) {
        var source = TableSource.of(file);
        return query.map(sql -> TableSource.query(sql, source)).orElse(source);
    }

    /// Refuses it for models of samples without columns.
    void requireNone(CommandSpec command) {
        if (query.isPresent()) {
            throw new ParameterException(command.commandLine(),
                    "--query: expected the model of a table, found another");
        }
    }
}
