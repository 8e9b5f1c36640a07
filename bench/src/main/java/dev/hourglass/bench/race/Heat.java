package dev.hourglass.bench.race;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The race of one workload: all frameworks with all their settings, turn by turn.
final class Heat implements AutoCloseable {
    /// Losses that differ by more are not those of one network.
    private static final double TOLERANCE = 1e-4;
    private static final int COMPARED_STEPS = 5;

    private final String name;
    private final List<Racer> racers = new ArrayList<>();

    Heat(Path spec, List<Integer> threads) throws IOException {
        this.name = spec.getFileName().toString().replace(".yaml", "");
        for (var framework : Framework.values()) {
            for (int count : threads) {
                for (var environment : framework.environments(count)) {
                    racers.add(new Racer(framework, spec, count, environment));
                }
            }
        }
    }

    String name() {
        return name;
    }

    /// Makes sure that all compute the same: from equal weights, equal losses in the first step and, because gradients
    /// and optimizer are the same too, in the next.
    ///
    /// @return the largest difference to the first racer
    /// @throws IllegalStateException if the losses differ
    double compare() throws IOException {
        double most = 0;
        var expected = racers.getFirst().losses(COMPARED_STEPS);
        for (var racer : racers) {
            var found = racer.losses(COMPARED_STEPS);
            for (int i = 0; i < COMPARED_STEPS; i++) {
                double difference = Math.abs(found[i] - expected[i]);
                if (!(difference <= TOLERANCE)) {
                    throw new IllegalStateException(
                            "%s: loss of step %d expected %s, found %s with %s: not the same network"
                                    .formatted(name, i + 1, expected[i], found[i], racer.framework().title()));
                }
                most = Math.max(most, difference);
            }
        }
        return most;
    }

    void warmUp(int millis) throws IOException {
        for (var racer : racers) {
            racer.warmUp(millis);
        }
    }

    /// Gives every racer a turn, each time another one first.
    void round(int index, int millis) throws IOException {
        for (int i = 0; i < racers.size(); i++) {
            racers.get((i + index) % racers.size()).takeTurn(millis);
        }
    }

    List<Racer> racers() {
        return racers;
    }

    /// The racer of a framework whose threads and environment suit it best.
    Racer best(Framework framework) {
        return racers.stream()
                .filter(racer -> racer.framework() == framework)
                .min(Comparator.comparingDouble(racer -> Turn.median(racer.turns())))
                .orElseThrow();
    }

    /// How many times faster Hourglass is: in each round, so that a slow spell of the machine hits both; of those the
    /// quantile.
    double ratio(Framework other, double part) {
        var ours = best(Framework.HOURGLASS).turns();
        var theirs = best(other).turns();
        var ratios = new double[ours.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = theirs.get(i).median() / ours.get(i).median();
        }
        return Turn.quantile(ratios, part);
    }

    @Override
    public void close() {
        racers.forEach(Racer::close);
    }
}
