package dev.hourglass.bench.serving;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// What the scoring server can be relied on for.
@Command(
        name = "bench/serving",
        description = {
            "Puts hourglass serve under load, and looks at what clients see.",
            "",
            "Needs a model of samples, such as runs/dense-1/model.hourglass, and for load and soak the programs wrk and hey.",
            ""
        },
        subcommands = {LoadTrial.class, ReloadTrial.class, StopTrial.class, SoakTrial.class},
        mixinStandardHelpOptions = true,
        version = "Hourglass bench",
        usageHelpAutoWidth = true,
        sortOptions = false)
public final class ServingBench {
    private ServingBench() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new ServingBench()).execute(arguments));
    }
}
