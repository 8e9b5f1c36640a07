package dev.hourglass.bench.race;

import dev.hourglass.bench.contender.InferencePart;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.latent.DeterministicLatent;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.TopK;
import dev.hourglass.spec.latent.WinnerTakeAll;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
    private static final Path FOLDER = Path.of("bench", "target", "inference");
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
            defaultValue = "libtorch,libtorch_tuned,djl,onnx_runtime",
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

    private InferenceRace() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new InferenceRace()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        var frameworks = Stream.concat(Stream.of(Framework.HOURGLASS), contenders.stream())
                .filter(Framework::isThere)
                .toList();
        var rows = new ArrayList<String>();
        for (var spec : specs) {
            rows.addAll(race(spec, frameworks));
        }
        System.out.printf(
                "One sample: microseconds, median / 99 %%; %d samples: samples a second; then the threads. In bold "
                        + "how many times faster hourglass is, by round: median (quartiles).%n%n",
                samples);
        System.out.println("| network | task |" + cells(frameworks.stream().map(InferenceRace::header).toList()));
        System.out.println("| --- | --- |" + cells(frameworks.stream().map(_ -> "---").toList()));
        rows.forEach(System.out::println);
        return 0;
    }

    private static String header(Framework framework) {
        return framework.title();
    }

    private static String cells(List<String> cells) {
        var row = new StringBuilder();
        cells.forEach(cell -> row.append(' ').append(cell).append(" |"));
        return row.toString();
    }

    private List<String> race(Path spec, List<Framework> frameworks) throws IOException {
        var workload = oneBatch(spec);
        var folder = FOLDER.resolve(workload.name());
        BenchmarkTaskWriter.write(workload, 0, folder);
        var tasks = Arrays.stream(InferencePart.values())
                .flatMap(part -> Stream.of(
                        InferenceTask.alone(part), InferenceTask.inBulk(part, samples, chunks)))
                .toList();
        try (var race = new InferenceWorkloadRace(folder, codeLayers(workload.model()), tasks, frameworks, threads)) {
            System.err.printf("%s: same outputs within %.1e%n", workload.name(), race.compare());
            race.warmUp(warmUpMillis);
            for (int round : IntStream.range(0, rounds).toArray()) {
                race.round(round, turnMillis);
            }
            return tasks.stream().map(task -> row(workload.name(), task, race, frameworks)).toList();
        }
    }

    private Workload oneBatch(Path spec) {
        var all = Workload.read(spec, Long.MAX_VALUE);
        return new Workload(
                all.name(), all.spec(), all.model(), all.optimizer(), samples, all.seed(),
                all.data().slice(0, samples));
    }

    /// A task has a layer for each of the spec's, and one for a code that is drawn.
    private static int codeLayers(Autoencoder model) {
        return model.encoder().size() + switch (model.latent()) {
            case DeterministicLatent() -> 0;
            case GaussianLatent _, TopK _, WinnerTakeAll _ -> throw BenchmarkTaskWriter.absent(model.latent());
        };
    }

    private static String row(String name, InferenceTask task, InferenceWorkloadRace race, List<Framework> frameworks) {
        var title = task.part().name().toLowerCase(Locale.ROOT) + (task.isAlone() ? " one" : " many");
        return "| %s | %s |".formatted(name, title)
                + cells(frameworks.stream().map(framework -> cell(framework, task, race)).toList());
    }

    private static String cell(Framework framework, InferenceTask task, InferenceWorkloadRace race) {
        var best = race.best(framework, task);
        var runner = best.runner();
        var figure = task.isAlone()
                ? String.format(Locale.ROOT, "%.1f / %.1f", runner.quantile(best.way(), 0.5) * MICRO,
                        runner.quantile(best.way(), 0.99) * MICRO)
                : String.format(Locale.ROOT, "%,.0f",
                        task.count() * NANOS / Spread.quantile(runner.medians(best.way()), 0.5));
        var cell = "%s (%d)".formatted(figure, runner.entry().threads());
        return framework.isHourglass() ? cell : "%s **%s**".formatted(cell, race.ratio(framework, task));
    }
}
