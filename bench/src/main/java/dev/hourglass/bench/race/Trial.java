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
record Trial(
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
        var course = FOLDER.resolve(workload.name());
        CourseWriter.write(workload, Heat.COMPARED_STEPS, course);
        var heat = race(workload, course, measures.contains(Measure.STEP) ? rounds : CHOOSING_ROUNDS);
        return new Result(
                heat,
                measures.contains(Measure.MEMORY) ? memory(workload, heat) : Map.of(),
                measures.contains(Measure.START) ? start(heat, course) : Map.of(),
                workload.data().size());
    }

    private Heat race(Workload workload, Path course, int count) throws IOException, InterruptedException {
        try (var heat = new Heat(workload, course, frameworks, threads)) {
            System.err.printf("%s: same first loss within %.1e%n", heat.name(), heat.compare());
            heat.warmUp(warmUpMillis);
            for (int round = 0; round < count; round++) {
                heat.round(round, turnMillis);
            }
            for (var racer : heat.racers()) {
                System.err.printf("  %s: %s ms, fastest %.3f%n", racer.entry(), Spread.of(racer.turns()),
                        Turn.fastest(racer.turns()));
            }
            return heat;
        }
    }

    private Map<Framework, Long> memory(Workload workload, Heat heat) throws IOException {
        var course = FOLDER.resolve(workload.name() + "-memory");
        CourseWriter.write(workload.first(MEMORY_BATCHES), Heat.COMPARED_STEPS, course);
        var memory = new EnumMap<Framework, Long>(Framework.class);
        for (var entry : bestEntries(heat)) {
            memory.put(entry.framework(), Alone.memory(entry, course, MEMORY_MILLIS));
        }
        return memory;
    }

    private Map<Framework, Spread> start(Heat heat, Path course) throws IOException {
        var entries = bestEntries(heat);
        var seconds = new double[entries.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < entries.size(); i++) {
                int turn = (i + round) % entries.size();
                seconds[turn][round] = Alone.firstEpoch(entries.get(turn), course);
            }
        }
        var start = new EnumMap<Framework, Spread>(Framework.class);
        for (int i = 0; i < entries.size(); i++) {
            start.put(entries.get(i).framework(), Spread.of(seconds[i]));
        }
        return start;
    }

    private List<Entry> bestEntries(Heat heat) {
        var entries = new ArrayList<Entry>();
        for (var framework : frameworks) {
            heat.best(framework).ifPresent(racer -> entries.add(racer.entry()));
        }
        return entries;
    }
}
