package dev.hourglass.bench.race;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Races frameworks and prints tables in Markdown.
@Command(
        name = "bench/race",
        description = {
            "Trains the same networks with Hourglass and other frameworks, turn by turn, and compares them.",
            "",
            "Every framework runs with each of its settings in a process of its own; the best setting counts. "
                    + "A ratio is taken in each round, so that a slow spell of the machine hits both sides. Before a "
                    + "turn is taken, the losses of the first steps must agree.",
            ""
        },
        mixinStandardHelpOptions = true,
        version = "Hourglass bench",
        usageHelpAutoWidth = true,
        showDefaultValues = true,
        sortOptions = false)
public final class Race implements Callable<Integer> {
    private static final String WORKLOADS = "examples/dense.yaml examples/compress.yaml examples/deep-2d.yaml "
            + "examples/denoise.yaml examples/conv-transposed.yaml examples/vae.yaml bench/workloads/hinton.yaml "
            + "bench/workloads/table.yaml bench/workloads/vae-colour.yaml";

    @Parameters(
            paramLabel = "SPEC",
            arity = "0..*",
            split = " ",
            defaultValue = WORKLOADS,
            description = "Networks to race, as paths from the project's folder.")
    private List<Path> specs = new ArrayList<>();

    @Option(
            names = "--contenders",
            paramLabel = "NAME",
            split = ",",
            description = "Who races beside hourglass, all that are there unless given: "
                    + "${COMPLETION-CANDIDATES}.")
    private List<Framework> contenders = new ArrayList<>();

    @Option(
            names = "--measures",
            paramLabel = "WHAT",
            split = ",",
            defaultValue = "step,memory",
            description = "What is measured: step (the time of a training step), memory (the most memory a process had "
                    + "resident while it trained alone). Settings are chosen by step times in any case.")
    private Set<RaceMeasure> measures = Set.of();

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "11", description = "Turns of each.")
    private int rounds;

    @Option(names = "--turn", paramLabel = "MILLIS", defaultValue = "1000", description = "Length of a turn.")
    private int turnMillis;

    @Option(
            names = "--warm-up",
            paramLabel = "MILLIS",
            defaultValue = "6000",
            description = "Time before the first turn. Settings that are much slower than their framework's best leave.")
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

    private Race() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Race()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var frameworks = Participants.of(contenders, Discipline.TRAINING);
        if (publishing.isImpossible(frameworks, Discipline.TRAINING)) {
            return CommandLine.ExitCode.USAGE;
        }
        var results = new ArrayList<Result>();
        for (var spec : specs) {
            results.add(new RaceTrial(spec, frameworks, threads, rounds, turnMillis, warmUpMillis).run(measures));
            var race = results.getLast().race();
            publishing.add(PublishedMeasure.STEP, race.name(), race.times());
        }
        System.out.printf("%d rounds of %d ms%n", rounds, turnMillis);
        var tables = new Tables(System.out, frameworks, results);
        if (measures.contains(RaceMeasure.STEP)) {
            tables.printSteps();
        }
        if (measures.contains(RaceMeasure.MEMORY)) {
            tables.printMemory();
        }
        return 0;
    }
}
