package dev.hourglass.bench.race;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/// Starts as a table in Markdown.
record StartTable(List<Framework> frameworks) {
    StartTable {
        frameworks = List.copyOf(frameworks);
    }

    void print(PrintStream out, List<StartTimes> results) {
        out.printf(
                "Seconds from the start of a process: median of the rounds (quartiles). Last, the fastest other as a rule, "
                        + "and how many times faster hourglass is than the fastest of libtorch, tuned, DJL and TensorFlow in the "
                        + "same round.%n%n| network | until | %s | fastest other |%n| --- | --- |%s%n",
                frameworks.stream().map(Framework::title).collect(Collectors.joining(" | ")),
                " --- |".repeat(frameworks.size() + 1));
        for (var start : results) {
            print(out, start.network(), "the end of the first epoch", start.firstEpoch());
            if (!start.commands().isEmpty()) {
                print(out, start.network(), "the command reports its first epoch", start.commandsFirstEpoch());
                print(out, start.network(), "the command has ended", start.wholeCommand());
            }
        }
    }

    private void print(PrintStream out, String network, String until, RoundTimes times) {
        var cells = frameworks.stream()
                .map(framework -> times.of(framework).map(seconds -> Spread.of(seconds).toString()).orElse(""))
                .collect(Collectors.joining(" | "));
        out.printf("| %s | %s | %s | %s |%n", network, until, cells, times.fastest().orElse(""));
    }
}
