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

    Result run(Set<Measure> measures) throws IOException, InterruptedException {
        var workload = Workload.read(spec, BYTES);
        var task = FOLDER.resolve(workload.name());
        BenchmarkTaskWriter.write(workload, WorkloadRace.COMPARED_STEPS, task);
        var race = race(workload, task, measures.contains(Measure.STEP) ? rounds : CHOOSING_ROUNDS);
        return new Result(
                race,
                measures.contains(Measure.MEMORY) ? memory(workload, race) : Map.of(),
                measures.contains(Measure.START) ? start(race, task) : Map.of(),
                workload.data().size());
    }

    private WorkloadRace race(Workload workload, Path task, int count) throws IOException, InterruptedException {
        try (var race = new WorkloadRace(workload, task, frameworks, threads)) {
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

    private Map<Framework, Spread> start(WorkloadRace race, Path task) throws IOException {
        var entries = bestEntries(race);
        var seconds = new double[entries.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < entries.size(); i++) {
                int turn = (i + round) % entries.size();
                seconds[turn][round] = Alone.firstEpoch(entries.get(turn), task);
            }
        }
        var start = new EnumMap<Framework, Spread>(Framework.class);
        for (int i = 0; i < entries.size(); i++) {
            start.put(entries.get(i).framework(), Spread.of(seconds[i]));
        }
        return start;
    }

    private List<Entry> bestEntries(WorkloadRace race) {
        var entries = new ArrayList<Entry>();
        for (var framework : frameworks) {
            race.best(framework).ifPresent(contender -> entries.add(contender.entry()));
        }
        return entries;
    }
}
