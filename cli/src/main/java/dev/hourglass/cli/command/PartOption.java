package dev.hourglass.cli.command;

import dev.hourglass.data.Dataset;
import dev.hourglass.datasets.DataSource;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The option that selects samples.
final class PartOption {
    @Option(
            names = "--part",
            paramLabel = "PART",
            description = "Which samples: ${COMPLETION-CANDIDATES}; ALL keeps the order of the data. Default: "
                    + "${DEFAULT-VALUE}.")
    private SplitPart part = SplitPart.ALL;

    /// Refuses it, and a resizing of the data, where a table is read.
    void requireNone(DataOption data, CommandSpec command) {
        if (!isAll() || data.isResized()) {
            throw new ParameterException(command.commandLine(),
                    "--part and --resize: expected a model of samples, found the model of a table; leave them out");
        }
    }

    List<Dataset> of(DataSource data) {
        return part.of(data);
    }

    boolean isAll() {
        return part == SplitPart.ALL;
    }

    boolean isTest() {
        return part == SplitPart.TEST;
    }
}
