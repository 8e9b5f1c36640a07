package dev.hourglass.cli.command;

import dev.hourglass.experiments.RunFolder;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The folder that a command writes its run into: that of `--out`, or the next free one below `runs`.
final class RunFolderOptions {
    /// Where runs are written that have no folder of their own.
    static final Path RUNS = Path.of("runs");

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "The folder to write, instead of the next free one in runs.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--force", description = "Write into the folder of --out even if it is not empty.")
    private boolean force;

    /// The folder of a new run.
    ///
    /// @param name of the run, as in `runs/NAME-1`
    RunFolder create(String name) {
        return out.map(path -> RunFolder.at(path, force)).orElseGet(() -> RunFolder.next(RUNS, name));
    }

    /// The folder of the run to resume, a new one where there is none.
    ///
    /// @param name of the run, as in `runs/NAME-1`
    RunFolder latest(String name) {
        return out.map(path -> RunFolder.at(path, true))
                .or(() -> RunFolder.latest(RUNS, name))
                .orElseGet(() -> RunFolder.next(RUNS, name));
    }
}
