package dev.hourglass.bench.race;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Races starts and prints a table in Markdown.
@Command(
        name = "bench/start",
        description = {
            "Times starts of Hourglass and other frameworks, each alone, turn by turn: from the start of a process to the end "
                    + "of its first epoch, and Hourglass's command as a whole.",
            "",
            "The contenders are those of bench/race: a process reads samples from one file, trains on all of them once and "
                    + "answers. The command is ./hourglass train SPEC, with all its epochs, evaluation, figures and report. "
                    + "Each framework starts with the setting whose steps are the fastest in a short race before.",
            ""
        },
        mixinStandardHelpOptions = true,
        version = "Hourglass bench",
        usageHelpAutoWidth = true,
        showDefaultValues = true,
        sortOptions = false)
public final class StartRace implements Callable<Integer> {
    @Parameters(
            paramLabel = "SPEC",
            arity = "0..*",
            split = " ",
            defaultValue = "examples/dense.yaml",
            description = "Networks to start with, as paths from the project's folder.")
    private List<Path> specs = new ArrayList<>();

    @Option(
            names = "--contenders",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "libtorch_tuned,djl,tensorflow",
            description = "Who races beside hourglass.")
    private List<Framework> contenders = new ArrayList<>();

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "9", description = "Starts of each.")
    private int rounds;

    @Option(
            names = "--turn",
            paramLabel = "MILLIS",
            defaultValue = "300",
            description = "Length of a turn of the race that chooses settings.")
    private int turnMillis;

    @Option(
            names = "--warm-up",
            paramLabel = "MILLIS",
            defaultValue = "2000",
            description = "Time before the first turn of the race that chooses settings.")
    private int warmUpMillis;

    @Option(
            names = "--threads",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2",
            description = "Numbers of threads to try.")
    private List<Integer> threads = new ArrayList<>();

    @Option(
            names = "--no-command",
            description = "Leave out the whole command, which lacks the data that networks of bench/workloads derive.")
    private boolean isWithoutCommand;

    @Mixin
    private Publishing publishing = new Publishing();

    private StartRace() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new StartRace()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var frameworks = Participants.of(contenders, Discipline.TRAINING);
        if (publishing.isImpossible(frameworks, Discipline.TRAINING)) {
            return CommandLine.ExitCode.USAGE;
        }
        var results = new ArrayList<StartTimes>();
        for (var spec : specs) {
            var settings = new RaceTrial(spec, frameworks, threads, rounds, turnMillis, warmUpMillis);
            var times = new StartTrial(settings, rounds, !isWithoutCommand).run();
            results.add(times);
            publishing.add(PublishedMeasure.START, times.network(), times.firstEpoch());
        }
        new StartTable(frameworks).print(System.out, results);
        return 0;
    }
}
