package dev.hourglass.bench.race;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Puts frameworks through one workload, undisturbed and beside a busy process, turn by turn.
///
/// @param settleMillis before each turn, without counting: a framework may notice what else runs
/// @param core the busy process's
record NeighbourTrial(
        Path spec, List<Framework> frameworks, List<Integer> threads, int rounds, int turnMillis, int settleMillis,
        int warmUpMillis, int core) {
    private static final Path FOLDER = Path.of("bench", "target", "neighbour");
    /// Samples held as floats, in each contender's process.
    private static final long BYTES = 100L << 20;

    /// @return one for each neighbour
    List<NeighbourTimes> run() throws IOException {
        var workload = Workload.read(spec, BYTES);
        var task = FOLDER.resolve(workload.name());
        BenchmarkTaskWriter.write(workload, WorkloadRace.COMPARED_STEPS, task);
        var times = Arrays.stream(Neighbour.values())
                .map(neighbour -> new NeighbourTimes(workload.name(), neighbour))
                .toList();
        try (var race = new WorkloadRace(workload, task, frameworks, threads)) {
            System.err.printf("%s: same first loss within %.1e%n", race.name(), race.compare());
            for (var contender : race.contenders()) {
                contender.run(warmUpMillis);
            }
            for (int round = 0; round < rounds; round++) {
                for (var neighbour : times) {
                    round(round, race.contenders(), neighbour);
                }
            }
        }
        return times;
    }

    private void round(int index, List<ContenderProcess> contenders, NeighbourTimes times) throws IOException {
        switch (times.neighbour()) {
            case NONE -> turns(index, contenders, times);
            case BUSY -> {
                try (var _ = BusyProcess.on(core)) {
                    turns(index, contenders, times);
                }
            }
        }
    }

    /// Gives every contender a turn, each time another one first.
    private void turns(int index, List<ContenderProcess> contenders, NeighbourTimes times) throws IOException {
        for (int i = 0; i < contenders.size(); i++) {
            var contender = contenders.get((i + index) % contenders.size());
            contender.run(settleMillis);
            times.add(contender.entry(), contender.run(turnMillis));
        }
    }
}
