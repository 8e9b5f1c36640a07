package dev.hourglass.bench.race;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Races training beside a busy process and prints a table in Markdown.
@Command(
        name = "bench/neighbour",
        description = {
            "Times training steps of Hourglass and other frameworks while a process that counts keeps one core busy, and "
                    + "undisturbed beside it, turn by turn.",
            "",
            "The busy process is pinned to one core by taskset; the contenders may run on all of them. A time is the mean of "
                    + "a turn, because a step that waits for its core is rare and long. Every number of threads has its own "
                    + "column, for Hourglass as the upper bound of what it chooses itself; of a framework's environments the "
                    + "best one counts.",
            ""
        },
        mixinStandardHelpOptions = true,
        version = "Hourglass bench",
        usageHelpAutoWidth = true,
        showDefaultValues = true,
        sortOptions = false)
public final class NeighbourRace implements Callable<Integer> {
    @Parameters(
            paramLabel = "SPEC",
            arity = "0..*",
            split = " ",
            defaultValue = "examples/dense.yaml examples/deep-2d.yaml examples/vae.yaml bench/workloads/table.yaml",
            description = "Networks to race, as paths from the project's folder.")
    private List<Path> specs = new ArrayList<>();

    @Option(
            names = "--contenders",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "libtorch_tuned",
            description = "Who races beside hourglass.")
    private List<Framework> contenders = new ArrayList<>();

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Turns of each, with and without.")
    private int rounds;

    @Option(names = "--turn", paramLabel = "MILLIS", defaultValue = "1000", description = "Length of a turn.")
    private int turnMillis;

    @Option(
            names = "--settle",
            paramLabel = "MILLIS",
            defaultValue = "1500",
            description = "Training before each turn that does not count, so that a framework that chooses its threads has "
                    + "chosen.")
    private int settleMillis;

    @Option(
            names = "--warm-up",
            paramLabel = "MILLIS",
            defaultValue = "4000",
            description = "Time before the first turn.")
    private int warmUpMillis;

    @Option(
            names = "--threads",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,2",
            description = "Numbers of threads to try.")
    private List<Integer> threads = new ArrayList<>();

    @Option(
            names = "--core",
            paramLabel = "N",
            showDefaultValue = CommandLine.Help.Visibility.NEVER,
            description = "The core of the busy process, counted from 0. Default: the last one.")
    private OptionalInt core = OptionalInt.empty();

    private NeighbourRace() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new NeighbourRace()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        var cores = Cores.ofThisProcess();
        if (!cores.areSeveral()) {
            System.err.println("needs two cores: one is kept busy");
            return CommandLine.ExitCode.SOFTWARE;
        }
        int busy = core.orElse(cores.last());
        var frameworks = Participants.of(contenders, Discipline.TRAINING);
        var results = new ArrayList<NeighbourTimes>();
        for (var spec : specs) {
            results.addAll(new NeighbourTrial(
                    spec, frameworks, threads, rounds, turnMillis, settleMillis, warmUpMillis, busy).run());
        }
        System.out.printf(
                "The busy process is pinned to core %d; the contenders may run on cores %s. %d rounds of %d ms.%n%n",
                busy, cores.list(), rounds, turnMillis);
        new NeighbourTable(frameworks, threads).print(System.out, results);
        return 0;
    }
}
