package dev.hourglass.bench.race;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts frameworks through one workload.
///
/// @param rounds turns of each
record RaceTrial(
        Path spec, List<Framework> frameworks, List<Integer> threads, int rounds, int turnMillis, int warmUpMillis) {
    private static final Path FOLDER = Path.of("bench", "target", "race");
    /// Samples held as floats, in each contender's process.
    private static final long BYTES = 200L << 20;
    /// Rounds that choose the settings where step times are not asked for.
    private static final int CHOOSING_ROUNDS = 3;
    /// Batches of the runs that show memory, so that it is the network's and not the samples'.
    private static final int MEMORY_BATCHES = 16;
    private static final int MEMORY_MILLIS = 5000;

    Result run(Set<RaceMeasure> measures) throws IOException, InterruptedException {
        var workload = Workload.read(spec, BYTES);
        var race = race(workload, measures.contains(RaceMeasure.STEP) ? rounds : CHOOSING_ROUNDS);
        return new Result(race, measures.contains(RaceMeasure.MEMORY) ? memory(workload, race) : Map.of());
    }

    /// Races to find the setting that suits each framework best.
    List<Entry> chooseSettings() throws IOException, InterruptedException {
        return bestEntries(race(Workload.read(spec, BYTES), CHOOSING_ROUNDS));
    }

    /// Where the workload is written for all.
    Path task() {
        return FOLDER.resolve(Workload.nameOf(spec));
    }

    private WorkloadRace race(Workload workload, int count) throws IOException, InterruptedException {
        BenchmarkTaskWriter.write(workload, WorkloadRace.COMPARED_STEPS, task());
        try (var race = new WorkloadRace(workload, task(), frameworks, threads)) {
            System.err.printf("%s: same first loss within %.1e%n", race.name(), race.compare());
            race.warmUp(warmUpMillis);
            for (int round = 0; round < count; round++) {
                race.round(round, turnMillis);
            }
            for (var contender : race.contenders()) {
                System.err.printf("  %s: %s ms, fastest %.3f%n", contender.entry(), Spread.of(contender.turns()),
                        Turn.fastest(contender.turns()));
            }
            return race;
        }
    }

    private Map<Framework, Long> memory(Workload workload, WorkloadRace race) throws IOException {
        var task = FOLDER.resolve(workload.name() + "-memory");
        BenchmarkTaskWriter.write(workload.first(MEMORY_BATCHES), WorkloadRace.COMPARED_STEPS, task);
        var memory = new EnumMap<Framework, Long>(Framework.class);
        for (var entry : bestEntries(race)) {
            memory.put(entry.framework(), Alone.memory(entry, task, MEMORY_MILLIS));
        }
        return memory;
    }

    private List<Entry> bestEntries(WorkloadRace race) {
        var entries = new ArrayList<Entry>();
        for (var framework : frameworks) {
            race.best(framework).ifPresent(contender -> entries.add(contender.entry()));
        }
        return entries;
    }
}
