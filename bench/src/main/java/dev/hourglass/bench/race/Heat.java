package dev.hourglass.bench.race;

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
final class Heat implements AutoCloseable {
    /// First losses that differ by more are not those of one network.
    private static final double TOLERANCE = 1e-4;
    /// Steps whose losses are compared.
    static final int COMPARED_STEPS = 5;
    /// A setting that takes so many times as long as its framework's best in the warm-up leaves the race.
    private static final double HOPELESS = 1.5;

    private final String name;
    private final int batch;
    private final Floor floor;
    private final List<Racer> racers = new ArrayList<>();
    private final Map<Framework, String> absent = new EnumMap<>(Framework.class);

    /// @param course the workload's, written for all
    Heat(Workload workload, Path course, List<Framework> frameworks, List<Integer> threads) throws IOException {
        this.name = workload.name();
        this.batch = workload.batch();
        this.floor = new Floor(workload, Collections.max(threads));
        for (var framework : frameworks) {
            for (int count : threads) {
                for (var environment : framework.environments(count)) {
                    enter(new Entry(framework, count, environment), course);
                }
            }
        }
    }

    private void enter(Entry entry, Path course) throws IOException {
        if (absent.containsKey(entry.framework())) {
            return;
        }
        try {
            racers.add(Racer.start(entry, course));
        } catch (AbsentException trouble) {
            absent.put(entry.framework(), trouble.getMessage());
            System.err.printf("%s: %s is %s%n", name, entry.framework().title(), trouble.getMessage());
        }
    }

    String name() {
        return name;
    }

    int batch() {
        return batch;
    }

    /// Makes sure that all compute the same: from equal weights and with equal noise, equal losses in the first step. A
    /// framework whose first loss differs trains another network, and is absent. How far the next steps are apart is told:
    /// frameworks place an optimizer's epsilon differently, and some networks magnify that.
    ///
    /// @return the largest difference of a first loss to the first racer's
    double compare() throws IOException {
        double most = 0;
        var expected = racers.getFirst().losses(COMPARED_STEPS);
        for (var racer : List.copyOf(racers)) {
            if (absent.containsKey(racer.framework())) continue;
            var found = racer.losses(COMPARED_STEPS);
            double first = Math.abs(found[0] - expected[0]);
            if (!(first <= TOLERANCE)) {
                leave(racer.framework(), "trains another network: loss of the first step expected %s, found %s"
                        .formatted(expected[0], found[0]));
                continue;
            }
            double later = 0;
            for (int i = 1; i < COMPARED_STEPS; i++) {
                later = Math.max(later, Math.abs(found[i] - expected[i]));
            }
            if (later > TOLERANCE) {
                System.err.printf("  %s: losses of the next steps differ by up to %.1e%n", racer.entry(), later);
            }
            most = Math.max(most, first);
        }
        return most;
    }

    private void leave(Framework framework, String why) {
        absent.put(framework, why);
        System.err.printf("%s: %s %s%n", name, framework.title(), why);
        for (var racer : List.copyOf(racers)) {
            if (racer.framework() == framework) {
                racer.close();
                racers.remove(racer);
            }
        }
    }

    /// Lets all run without counting, then ends the processes of hopeless settings. Hourglass keeps all of its own.
    void warmUp(int millis) throws IOException, InterruptedException {
        floor.warmUp();
        var medians = new ArrayList<Double>();
        for (var racer : racers) {
            medians.add(racer.run(millis).median());
        }
        for (int i = racers.size() - 1; i >= 0; i--) {
            var racer = racers.get(i);
            double best = Double.POSITIVE_INFINITY;
            for (int j = 0; j < racers.size(); j++) {
                if (racers.get(j).framework() == racer.framework()) {
                    best = Math.min(best, medians.get(j));
                }
            }
            if (!racer.framework().isHourglass() && medians.get(i) > HOPELESS * best) {
                System.err.printf("  %s: leaves, %.2f ms a step%n", racer.entry(), medians.get(i));
                racer.close();
                racers.remove(i);
                medians.remove(i);
            }
        }
    }

    /// Measures the machine and gives every racer a turn, each time another one first.
    void round(int index, int millis) throws IOException, InterruptedException {
        floor.takeTurn();
        for (int i = 0; i < racers.size(); i++) {
            racers.get((i + index) % racers.size()).takeTurn(millis);
        }
    }

    Floor floor() {
        return floor;
    }

    List<Racer> racers() {
        return racers;
    }

    /// The racer of a framework whose threads and environment suit it best, if the framework runs this workload.
    Optional<Racer> best(Framework framework) {
        return racers.stream()
                .filter(racer -> racer.framework() == framework)
                .min(Comparator.comparingDouble(racer -> Turn.median(racer.turns())));
    }

    @Override
    public void close() {
        racers.forEach(Racer::close);
    }
}
