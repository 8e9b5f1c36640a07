package dev.hourglass.bench.race;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Races training steps and prints a table in Markdown.
@Command(
        name = "bench/race",
        description = {
            "Times training steps of Hourglass and libtorch on the same networks, turn by turn.",
            "",
            "Every framework runs with each of its settings in a process of its own; the best setting counts. "
                    + "Figures are milliseconds a step: the median of the turns' medians, and the fastest step. A ratio is "
                    + "taken in each round, so that a slow spell of the machine hits both sides.",
            ""
        },
        mixinStandardHelpOptions = true,
        version = "Hourglass bench",
        usageHelpAutoWidth = true,
        showDefaultValues = true,
        sortOptions = false)
public final class StepRace implements Callable<Integer> {
    @Parameters(
            paramLabel = "SPEC",
            arity = "0..*",
            split = " ",
            defaultValue = "examples/dense.yaml examples/deep-2d.yaml examples/denoise.yaml",
            description = "Networks to race, as paths from the project's folder.")
    private List<Path> specs = new ArrayList<>();

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "11", description = "Turns of each.")
    private int rounds;

    @Option(names = "--turn", paramLabel = "MILLIS", defaultValue = "1000", description = "Length of a turn.")
    private int turnMillis;

    @Option(
            names = "--warm-up",
            paramLabel = "MILLIS",
            defaultValue = "3000",
            description = "Time before the first turn.")
    private int warmUpMillis;

    @Option(
            names = "--threads",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2",
            description = "Numbers of threads to try.")
    private List<Integer> threads = new ArrayList<>();

    private StepRace() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new StepRace()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        var rows = new ArrayList<String>();
        for (var spec : specs) {
            try (var heat = new Heat(spec, threads)) {
                run(heat);
                rows.add(row(heat));
            }
        }
        System.out.printf("%nMilliseconds a step, median / fastest (threads); %d rounds of %d ms%n%n", rounds,
                turnMillis);
        printHeader();
        rows.forEach(System.out::println);
        return 0;
    }

    private void run(Heat heat) throws IOException {
        System.err.printf("%s: same losses within %.1e%n", heat.name(), heat.compare());
        heat.warmUp(warmUpMillis);
        for (int round = 0; round < rounds; round++) {
            heat.round(round, turnMillis);
        }
        for (var racer : heat.racers()) {
            System.err.printf("  %-15s %d threads: %s %s%n", racer.framework().title(), racer.threads(), times(racer),
                    racer.environment());
        }
    }

    private static void printHeader() {
        var names = new StringBuilder("| network |");
        var rule = new StringBuilder("| --- |");
        for (var framework : Framework.values()) {
            boolean isOther = framework != Framework.HOURGLASS;
            names.append(' ').append(framework.title()).append(isOther ? " | ratio (quartiles) |" : " |");
            rule.append(isOther ? " --- | --- |" : " --- |");
        }
        System.out.println(names);
        System.out.println(rule);
    }

    private static String row(Heat heat) {
        var row = new StringBuilder("| ").append(heat.name()).append(" |");
        for (var framework : Framework.values()) {
            var racer = heat.best(framework);
            row.append(String.format(Locale.ROOT, " %s (%d) |", times(racer), racer.threads()));
            if (framework != Framework.HOURGLASS) {
                row.append(String.format(Locale.ROOT, " **%.2f** (%.2f to %.2f) |",
                        heat.ratio(framework, 0.5), heat.ratio(framework, 0.25), heat.ratio(framework, 0.75)));
            }
        }
        return row.toString();
    }

    private static String times(Racer racer) {
        return String.format(Locale.ROOT, "%.2f / %.2f", Turn.median(racer.turns()), Turn.fastest(racer.turns()));
    }
}
