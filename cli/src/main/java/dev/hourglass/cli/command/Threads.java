package dev.hourglass.cli.command;

import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The option for the number of threads. The result does not depend on it.
final class Threads {
    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Largest number of threads: training uses as many of them as are fastest, and chooses again as the machine gets"
                    + " busier. The result is bit-identical. Default: one per processor.")
    private Optional<Integer> threads = Optional.empty();

    /// Refuses a number below 1.
    void check(CommandSpec command) {
        if (count() < 1) {
            throw new ParameterException(
                    command.commandLine(), "--threads: expected at least 1, found " + count());
        }
    }

    int count() {
        return threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
    }
}
