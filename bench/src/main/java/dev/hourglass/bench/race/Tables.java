package dev.hourglass.bench.race;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/// Results as tables in Markdown.
final class Tables {
    private static final double MEBI = 1 << 20;

    private final PrintStream out;
    private final List<Framework> frameworks;
    private final List<Result> results;

    Tables(PrintStream out, List<Framework> frameworks, List<Result> results) {
        this.out = out;
        this.frameworks = frameworks;
        this.results = results;
    }

    void printSteps() {
        var others = frameworks.stream().filter(framework -> framework != Framework.HOURGLASS).toList();
        print("Milliseconds a step: median of the turns (quartiles), threads", frameworks, Tables::step);
        print("Samples a second", frameworks, Tables::samples);
        print("How many times faster hourglass is: median of the rounds (quartiles)", others,
                (result, framework) -> result.race().times().ratio(framework).map(Spread::toString));
        printFastest();
        print("How many times faster than each this machine could be at most: median of the rounds (quartiles)",
                frameworks,
                (result, framework) -> result.race().room(framework).map(Spread::toString));
    }

    /// Prints the ratios that are published.
    private void printFastest() {
        out.printf(
                "%nHow many times faster hourglass is than the fastest of libtorch, tuned, DJL and TensorFlow in the same round: "
                        + "median (quartiles):%n%n| network | fastest other |%n| --- | --- |%n");
        for (var result : results) {
            out.printf("| %s | %s |%n", result.race().name(), result.race().times().fastest().orElse(""));
        }
    }

    void printMemory() {
        print("Peak resident memory of a process that trains, MiB", frameworks,
                (result, framework) -> Optional.ofNullable(result.memory().get(framework))
                        .map(bytes -> "%.0f".formatted(bytes / MEBI)));
    }

    private static Optional<String> step(Result result, Framework framework) {
        return result.race().best(framework)
                .map(contender -> "%s, %d".formatted(Spread.of(contender.turns()), contender.entry().threads()));
    }

    private static Optional<String> samples(Result result, Framework framework) {
        return result.race().best(framework)
                .map(contender -> String.format(
                        Locale.ROOT, "%,.0f", 1000 * result.race().batch() / Turn.median(contender.turns())));
    }

    private void print(
            String title, List<Framework> columns, BiFunction<Result, Framework, Optional<String>> cell) {
        out.printf("%n%s:%n%n| network |", title);
        columns.forEach(framework -> out.printf(" %s |", framework.title()));
        out.printf("%n| --- |%s%n", " --- |".repeat(columns.size()));
        for (var result : results) {
            out.printf("| %s |", result.race().name());
            columns.forEach(framework -> out.printf(" %s |", cell.apply(result, framework).orElse("")));
            out.println();
        }
    }
}
