package dev.hourglass.bench.race;

import dev.hourglass.internal.graph.MemoryTraffic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The race of one workload: all frameworks with all their settings, turn by turn.
final class WorkloadRace implements AutoCloseable {
    /// First losses that differ by more are not those of one network.
    private static final double TOLERANCE = 1e-4;
    /// Steps whose losses are compared.
    static final int COMPARED_STEPS = 5;
    /// A setting that takes so many times as long as its framework's best in the warm-up leaves the race.
    private static final double HOPELESS = 1.5;
    private static final double MILLI = 1e3;

    private final String name;
    private final int batch;
    /// Of a step.
    private final double multiplyAdds;
    /// That a step moves.
    private final double bytes;
    private final RooflineFloor floor;
    private final List<ContenderProcess> contenders = new ArrayList<>();
    private final Map<Framework, String> absent = new EnumMap<>(Framework.class);

    /// @param task the workload's, written for all
    WorkloadRace(Workload workload, Path task, List<Framework> frameworks, List<Integer> threads) throws IOException {
        this.name = workload.name();
        this.batch = workload.batch();
        this.multiplyAdds = workload.graph().work().times(batch).total();
        this.bytes = MemoryTraffic.of(workload.graph(), workload.optimizer(), batch).total();
        this.floor = new RooflineFloor(Collections.max(threads));
        for (var framework : frameworks) {
            for (int count : threads) {
                for (var environment : framework.environments(count)) {
                    enter(new Entry(framework, count, environment), task);
                }
            }
        }
    }

    private void enter(Entry entry, Path task) throws IOException {
        if (absent.containsKey(entry.framework())) {
            return;
        }
        try {
            contenders.add(ContenderProcess.start(entry, task));
        } catch (AbsentException e) {
            absent.put(entry.framework(), e.getMessage());
            System.err.printf("%s: %s is %s%n", name, entry.framework().title(), e.getMessage());
        }
    }

    String name() {
        return name;
    }

    int batch() {
        return batch;
    }

    /// Makes sure that all compute the same: from equal weights and with equal noise, equal losses in the first step. A
    /// framework whose first loss differs trains another network, and is absent. The difference of the next steps is printed:
    /// frameworks place an optimizer's epsilon differently, and some networks magnify that.
    ///
    /// @return the largest difference of a first loss to the first contender's
    double compare() throws IOException {
        double most = 0;
        var expected = contenders.getFirst().losses(COMPARED_STEPS);
        for (var contender : List.copyOf(contenders)) {
            if (absent.containsKey(contender.framework())) continue;
            var found = contender.losses(COMPARED_STEPS);
            double first = Math.abs(found[0] - expected[0]);
            if (!(first <= TOLERANCE)) {
                leave(contender.framework(), "trains another network: loss of the first step expected %s, found %s"
                        .formatted(expected[0], found[0]));
                continue;
            }
            double later = 0;
            for (int i = 1; i < COMPARED_STEPS; i++) {
                later = Math.max(later, Math.abs(found[i] - expected[i]));
            }
            if (later > TOLERANCE) {
                System.err.printf("  %s: losses of the next steps differ by up to %.1e%n", contender.entry(), later);
            }
            most = Math.max(most, first);
        }
        return most;
    }

    private void leave(Framework framework, String why) {
        absent.put(framework, why);
        System.err.printf("%s: %s %s%n", name, framework.title(), why);
        for (var contender : List.copyOf(contenders)) {
            if (contender.framework() == framework) {
                contender.close();
                contenders.remove(contender);
            }
        }
    }

    /// Lets all run without counting, then ends the processes of hopeless settings. Hourglass keeps all of its own.
    void warmUp(int millis) throws IOException, InterruptedException {
        floor.warmUp();
        var medians = new ArrayList<Double>();
        for (var contender : contenders) {
            medians.add(contender.run(millis).median());
        }
        for (int i = contenders.size() - 1; i >= 0; i--) {
            var contender = contenders.get(i);
            double best = Double.POSITIVE_INFINITY;
            for (int j = 0; j < contenders.size(); j++) {
                if (contenders.get(j).framework() == contender.framework()) {
                    best = Math.min(best, medians.get(j));
                }
            }
            if (!contender.framework().isHourglass() && medians.get(i) > HOPELESS * best) {
                System.err.printf("  %s: leaves, %.2f ms a step%n", contender.entry(), medians.get(i));
                contender.close();
                contenders.remove(i);
                medians.remove(i);
            }
        }
    }

    /// Measures the machine and gives every contender a turn, each time another one first.
    void round(int index, int millis) throws IOException, InterruptedException {
        floor.takeTurn();
        for (int i = 0; i < contenders.size(); i++) {
            contenders.get((i + index) % contenders.size()).takeTurn(millis);
        }
    }

    List<ContenderProcess> contenders() {
        return contenders;
    }

    /// The contender of a framework whose threads and environment suit it best, if the framework runs this workload.
    Optional<ContenderProcess> best(Framework framework) {
        return contenders.stream()
                .filter(contender -> contender.framework() == framework)
                .min(Comparator.comparingDouble(contender -> Turn.median(contender.turns())));
    }

    /// Milliseconds a step.
    RoundTimes times() {
        var times = new EnumMap<Framework, double[]>(Framework.class);
        for (var framework : Framework.values()) {
            best(framework).ifPresent(contender -> times.put(framework, Turn.medians(contender.turns())));
        }
        return new RoundTimes(times);
    }

    /// How many times faster than a framework this machine could be at most, by round.
    Optional<Spread> room(Framework framework) {
        return times().of(framework)
                .map(millis -> Spread.ofQuotients(millis, floor.rounds(MILLI * multiplyAdds, MILLI * bytes)));
    }

    @Override
    public void close() {
        contenders.forEach(ContenderProcess::close);
    }
}
