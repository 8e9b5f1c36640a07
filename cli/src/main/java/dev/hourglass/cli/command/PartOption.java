package dev.hourglass.cli.command;

import dev.hourglass.data.Dataset;
import dev.hourglass.datasets.DataSource;
import java.util.List;
import picocli.CommandLine.Option;

/// The option that says which samples are meant.
final class PartOption {
    @Option(
            names = "--part",
            paramLabel = "PART",
            description = "Which samples: ${COMPLETION-CANDIDATES}; all is every sample in the order of the data. Default: "
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
