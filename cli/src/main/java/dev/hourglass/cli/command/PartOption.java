package dev.hourglass.cli.command;

import dev.hourglass.data.Dataset;
import dev.hourglass.datasets.DataSource;
import java.util.List;
import picocli.CommandLine.Option;

/// The option that selects samples.
final class PartOption {
    @Option(
            names = "--part",
            paramLabel = "PART",
            description = "Which samples: ${COMPLETION-CANDIDATES}; ALL keeps the order of the data. Default: "
                    + "${DEFAULT-VALUE}.")
    private SplitPart part = SplitPart.ALL;

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
