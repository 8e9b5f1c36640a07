package dev.hourglass.bench.race;

import dev.hourglass.bench.contender.InferencePart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Fails where Hourglass has become slower beside its fastest rival than was published.
@Command(
        name = "bench/guard",
        description = {
            "Races Hourglass and its rivals, for about six minutes, and fails (exit code 1) where a ratio falls too far "
                    + "below the one in bench/published.csv.",
            "",
            "A ratio is that of the times of the fastest rival and Hourglass in the same round. The rivals are those "
                    + "whose published ratio is at most a quarter above the least: others are not the fastest of any "
                    + "round.",
            "",
            "Run it on the processor that the published ratios are of, with nothing else running.",
            ""
        },
        mixinStandardHelpOptions = true,
        version = "Hourglass bench",
        usageHelpAutoWidth = true,
        showDefaultValues = true,
        sortOptions = false)
public final class Guard implements Callable<Integer> {
    private static final List<Integer> THREADS = List.of(1, 2);
    private static final int WARM_UP_MILLIS = 2000;
    /// Of inference, as published.
    private static final int SAMPLES = 2048;
    private static final List<Integer> CHUNKS = List.of(256, 2048);

    @Parameters(
            paramLabel = "MEASURE:SPEC",
            arity = "1..*",
            split = " ",
            defaultValue = "step:examples/dense.yaml step:examples/denoise.yaml step:examples/vae.yaml "
                    + "step:bench/workloads/table.yaml step:bench/workloads/hinton.yaml "
                    + "encode-many:examples/dense.yaml start:examples/dense.yaml",
            description = "What is measured of which networks; the paths are from the project's folder. Measures: "
                    + "step, encode-one, encode-many, reconstruct-one, reconstruct-many, start.",
            converter = GuardedRatio.Converter.class)
    private List<GuardedRatio> ratios = new ArrayList<>();

    @Option(
            names = "--tolerance",
            paramLabel = "PERCENT",
            defaultValue = "15",
            description = "How far a ratio may fall below the published one.")
    private double tolerance;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "7", description = "Turns of each.")
    private int rounds;

    @Option(names = "--turn", paramLabel = "MILLIS", defaultValue = "500", description = "Length of a turn.")
    private int turnMillis;

    private Guard() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Guard()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var published = Published.read();
        boolean holds = true;
        for (var ratio : ratios) {
            holds &= holds(ratio, published);
        }
        return holds ? 0 : 1;
    }

    private boolean holds(GuardedRatio guarded, Published published) throws IOException, InterruptedException {
        var expected = published.ratio(guarded.measure(), guarded.network());
        if (expected.isEmpty()) {
            System.err.printf("%s: nothing is published in %s; run %s %s --publish%n", guarded, Published.FILE,
                    guarded.measure().command(), guarded.spec());
            return false;
        }
        var frameworks = new ArrayList<>(List.of(Framework.HOURGLASS));
        frameworks.addAll(published.fastRivals(guarded.measure(), guarded.network()));
        var times = times(guarded, frameworks);
        var ratio = times.ratioToFastest();
        if (ratio.isEmpty()) {
            System.err.printf("%s: no ratio, because no rival raced: FAILS%n", guarded);
            return false;
        }
        var found = ratio.get();
        double least = expected.getAsDouble() * (1 - tolerance / 100);
        boolean holds = found.median() >= least;
        System.out.printf("%s: %s times as fast as %s, published %.2f, at least %.2f: %s%n", guarded, found,
                times.fastestRival().map(Framework::title).orElseThrow(), expected.getAsDouble(), least,
                holds ? "holds" : "FAILS");
        return holds;
    }

    private RoundTimes times(GuardedRatio guarded, List<Framework> frameworks)
            throws IOException, InterruptedException {
        return switch (guarded.measure()) {
            case STEP ->
                new RaceTrial(guarded.spec(), frameworks, THREADS, rounds, turnMillis, WARM_UP_MILLIS)
                        .run(Set.of(RaceMeasure.STEP))
                        .race()
                        .times();
            case START -> new StartTrial(
                    new RaceTrial(guarded.spec(), frameworks, THREADS, rounds, turnMillis, WARM_UP_MILLIS), rounds,
                    false)
                    .run()
                    .firstEpoch();
            case ENCODE_ONE -> inference(guarded.spec(), InferenceTask.alone(InferencePart.ENCODE), frameworks);
            case ENCODE_MANY -> inference(guarded.spec(), many(InferencePart.ENCODE), frameworks);
            case RECONSTRUCT_ONE ->
                inference(guarded.spec(), InferenceTask.alone(InferencePart.RECONSTRUCT), frameworks);
            case RECONSTRUCT_MANY -> inference(guarded.spec(), many(InferencePart.RECONSTRUCT), frameworks);
        };
    }

    private static InferenceTask many(InferencePart part) {
        return InferenceTask.inBulk(part, SAMPLES, CHUNKS);
    }

    private RoundTimes inference(Path spec, InferenceTask task, List<Framework> frameworks)
            throws IOException, InterruptedException {
        return new InferenceTrial(
                spec, List.of(task), SAMPLES, frameworks, THREADS, rounds, turnMillis, WARM_UP_MILLIS)
                .run()
                .times(task);
    }
}
