package dev.hourglass.bench.race;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// How long the steps of one network took beside a neighbour, with each setting of each framework: milliseconds, the mean of each
/// turn. Not the median: a step that waits for its core is rare and long.
final class NeighbourTimes {
    private final String network;
    private final Neighbour neighbour;
    private final Map<Entry, List<Double>> turns = new HashMap<>();

    NeighbourTimes(String network, Neighbour neighbour) {
        this.network = network;
        this.neighbour = neighbour;
    }

    void add(Entry entry, Turn turn) {
        turns.computeIfAbsent(entry, _ -> new ArrayList<>()).add(turn.mean());
    }

    String network() {
        return network;
    }

    Neighbour neighbour() {
        return neighbour;
    }

    /// With the environment that suits that number of threads best, if the framework runs this network.
    Optional<double[]> best(Framework framework, int threads) {
        return best(entry -> entry.framework() == framework && entry.threads() == threads);
    }

    /// With the setting that suits the framework best.
    Optional<double[]> best(Framework framework) {
        return best(entry -> entry.framework() == framework);
    }

    private Optional<double[]> best(Predicate<Entry> fits) {
        return turns.entrySet().stream()
                .filter(entry -> fits.test(entry.getKey()))
                .map(entry -> entry.getValue().stream().mapToDouble(mean -> mean).toArray())
                .min(Comparator.comparingDouble(means -> Spread.of(means).median()));
    }
}
