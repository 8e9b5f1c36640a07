package dev.hourglass.bench.race;

import dev.hourglass.bench.contender.InferencePart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Races inference and prints tables in Markdown.
@Command(
        name = "bench/inference",
        description = {
            "Passes samples through the same networks with Hourglass and other frameworks, turn by turn.",
            "",
            "One sample at a time, for latency, and many at once, for throughput. Every framework runs with each of its "
                    + "settings in a process of its own; the best setting counts, and where there are many samples, the "
                    + "best number of samples at a time. Before a turn is taken, codes and reconstructions must agree to "
                    + "1e-4.",
            ""
        },
        mixinStandardHelpOptions = true,
        version = "Hourglass bench",
        usageHelpAutoWidth = true,
        showDefaultValues = true,
        sortOptions = false)
public final class InferenceRace implements Callable<Integer> {
    private static final double MICRO = 1e-3;
    private static final double NANOS = 1e9;

    @Parameters(
            paramLabel = "SPEC",
            arity = "0..*",
            split = " ",
            defaultValue = "examples/dense.yaml examples/denoise.yaml bench/workloads/hinton.yaml",
            description = "Networks to race, as paths from the project's folder.")
    private List<Path> specs = new ArrayList<>();

    @Option(
            names = "--contenders",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "libtorch_tuned,djl,onnx_runtime",
            description = "Who races beside hourglass.")
    private List<Framework> contenders = new ArrayList<>();

    @Option(names = "--samples", paramLabel = "N", defaultValue = "2048", description = "Samples of a bulk pass.")
    private int samples;

    @Option(
            names = "--chunks",
            paramLabel = "N",
            split = ",",
            defaultValue = "64,256,2048",
            description = "Samples at a time that other frameworks try in a bulk pass.")
    private List<Integer> chunks = new ArrayList<>();

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Turns of each.")
    private int rounds;

    @Option(names = "--turn", paramLabel = "MILLIS", defaultValue = "200", description = "Length of a turn.")
    private int turnMillis;

    @Option(
            names = "--warm-up",
            paramLabel = "MILLIS",
            defaultValue = "3000",
            description = "Time before the first turn of a task. What is much slower than its framework's best leaves.")
    private int warmUpMillis;

    @Option(
            names = "--threads",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2",
            description = "Numbers of threads to try.")
    private List<Integer> threads = new ArrayList<>();

    @Mixin
    private Publishing publishing = new Publishing();

    private InferenceRace() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new InferenceRace()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var frameworks = Participants.of(contenders, Discipline.INFERENCE);
        if (publishing.isImpossible(frameworks, Discipline.INFERENCE)) {
            return CommandLine.ExitCode.USAGE;
        }
        var tasks = Arrays.stream(InferencePart.values())
                .flatMap(part -> Stream.of(
                        InferenceTask.alone(part), InferenceTask.inBulk(part, samples, chunks)))
                .toList();
        var rows = new ArrayList<String>();
        for (var spec : specs) {
            var race = new InferenceTrial(
                    spec, tasks, samples, frameworks, threads, rounds, turnMillis, warmUpMillis).run();
            for (var task : tasks) {
                rows.add(row(Workload.nameOf(spec), task, race, frameworks));
                publishing.add(task.measure(), Workload.nameOf(spec), race.times(task));
            }
        }
        print(rows, frameworks);
        return 0;
    }

    private void print(List<String> rows, List<Framework> frameworks) {
        System.out.printf(
                "One sample: microseconds, median / 99 %%; %d samples: samples a second; then the threads. In bold "
                        + "how many times faster hourglass is, by round: median (quartiles). Last, the fastest other as a "
                        + "rule, and how many times faster hourglass is than the fastest of libtorch, tuned, DJL and ONNX "
                        + "Runtime in the same round; then how many times as long as the floor both take: all products of "
                        + "the layers at the speed of multiply-adds in registers, or, of many samples, the bytes in and out "
                        + "at the speed of memory.%n%n",
                samples);
        var titles = frameworks.stream().map(Framework::title).toList();
        System.out.println(
                "| network | task |" + cells(titles) + " fastest other | hourglass / floor | fastest other / floor |");
        System.out.println("| --- | --- |" + " --- |".repeat(titles.size() + 3));
        rows.forEach(System.out::println);
    }

    private static String cells(List<String> cells) {
        var row = new StringBuilder();
        cells.forEach(cell -> row.append(' ').append(cell).append(" |"));
        return row.toString();
    }

    private static String row(String name, InferenceTask task, InferenceWorkloadRace race, List<Framework> frameworks) {
        return "| %s | %s |".formatted(name, task.measure().toString().replace('-', ' '))
                + cells(frameworks.stream().map(framework -> cell(framework, task, race)).toList())
                + " %s | %s | %s |".formatted(
                        race.times(task).fastest().orElse(""),
                        room(race, task, Optional.of(Framework.HOURGLASS)),
                        room(race, task, race.times(task).fastestRival()));
    }

    private static String room(InferenceWorkloadRace race, InferenceTask task, Optional<Framework> framework) {
        return framework.flatMap(some -> race.room(some, task)).map(Spread::toString).orElse("");
    }

    private static String cell(Framework framework, InferenceTask task, InferenceWorkloadRace race) {
        var best = race.best(framework, task).orElseThrow();
        var runner = best.runner();
        var figure = task.isAlone()
                ? String.format(Locale.ROOT, "%.1f / %.1f", runner.quantile(best.way(), 0.5) * MICRO,
                        runner.quantile(best.way(), 0.99) * MICRO)
                : String.format(Locale.ROOT, "%,.0f",
                        task.count() * NANOS / Spread.quantile(runner.medians(best.way()), 0.5));
        var cell = "%s (%d)".formatted(figure, runner.entry().threads());
        return framework.isHourglass()
                ? cell
                : "%s **%s**".formatted(cell, race.times(task).ratio(framework).orElseThrow());
    }
}
