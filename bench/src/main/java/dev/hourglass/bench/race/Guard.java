package dev.hourglass.bench.race;

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

/// Fails where Hourglass has become slower beside libtorch than was published.
@Command(
        name = "bench/guard",
        description = {
            "Races Hourglass and libtorch on some of the networks, for about five minutes, and fails (exit code 1) where "
                    + "a ratio of step times falls too far below the one in bench/published.csv.",
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
    private static final Framework RIVAL = Framework.LIBTORCH_TUNED;
    private static final int WARM_UP_MILLIS = 3000;

    @Parameters(
            paramLabel = "SPEC",
            arity = "0..*",
            split = " ",
            defaultValue = "examples/dense.yaml examples/denoise.yaml examples/vae.yaml bench/workloads/hinton.yaml "
                    + "bench/workloads/table.yaml",
            description = "Networks to race, as paths from the project's folder.")
    private List<Path> specs = new ArrayList<>();

    @Option(
            names = "--tolerance",
            paramLabel = "PERCENT",
            defaultValue = "15",
            description = "How far a ratio may fall below the published one.")
    private double tolerance;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "7", description = "Turns of each.")
    private int rounds;

    @Option(names = "--turn", paramLabel = "MILLIS", defaultValue = "1000", description = "Length of a turn.")
    private int turnMillis;

    private Guard() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Guard()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var published = Published.read();
        boolean holds = true;
        for (var spec : specs) {
            var expected = published.ratio(Workload.nameOf(spec), RIVAL);
            if (expected.isEmpty()) {
                System.err.printf("%s: nothing is published in %s; run bench/race %s --publish%n",
                        Workload.nameOf(spec), Published.FILE, spec);
                holds = false;
            } else {
                holds &= holds(spec, expected.getAsDouble());
            }
        }
        return holds ? 0 : 1;
    }

    private boolean holds(Path spec, double expected) throws IOException, InterruptedException {
        var frameworks = List.of(Framework.HOURGLASS, RIVAL);
        var trial = new RaceTrial(spec, frameworks, List.of(1, 2), rounds, turnMillis, WARM_UP_MILLIS);
        var race = trial.run(Set.of(Measure.STEP)).race();
        double least = expected * (1 - tolerance / 100);
        var ratio = Spread.ratio(race, RIVAL);
        if (ratio.isEmpty()) {
            System.err.printf("%s: no ratio, because %s did not race: FAILS%n", race.name(), RIVAL.title());
            return false;
        }
        var found = ratio.get();
        boolean holds = found.median() >= least;
        System.out.printf("%s: %s times as fast as %s, published %.2f, at least %.2f: %s%n", race.name(), found,
                RIVAL.title(), expected, least, holds ? "holds" : "FAILS");
        return holds;
    }
}
