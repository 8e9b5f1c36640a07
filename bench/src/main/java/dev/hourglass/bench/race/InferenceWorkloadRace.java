package dev.hourglass.bench.race;

import dev.hourglass.bench.contender.InferencePart;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.spec.Autoencoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;

/// Inference with one network: all frameworks with all their settings, turn by turn.
final class InferenceWorkloadRace implements AutoCloseable {
    /// Outputs that differ by more are not those of one network.
    private static final double TOLERANCE = 1e-4;
    private static final int COMPARED_SAMPLES = 20;
    /// A way that takes so many times as long as its framework's best in the warm-up leaves the race.
    private static final double HOPELESS = 1.3;
    private static final double NANOS = 1e9;

    /// A runner and how it does a task.
    record Start(InferenceProcess runner, InferenceProcess.Way way) {}

    private final List<InferenceTask> tasks;
    private final List<InferenceProcess> runners = new ArrayList<>();
    private final List<Start> starts = new ArrayList<>();
    private final Graph graph;
    private final RooflineFloor floor;

    /// @param folder the workload's, written for all, its samples in one batch
    InferenceWorkloadRace(
            Autoencoder model, Path folder, int codeLayers, List<InferenceTask> tasks, List<Framework> frameworks,
            List<Integer> threads)
            throws IOException {
        this.tasks = tasks;
        this.graph = Graph.forInference(model, Kernels.LANES);
        this.floor = new RooflineFloor(Collections.max(threads));
        for (var framework : frameworks) {
            for (int count : threads) {
                for (var environment : framework.environments(count)) {
                    runners.add(new InferenceProcess(new Entry(framework, count, environment), folder, codeLayers));
                }
            }
        }
    }

    /// Makes sure that all compute the same codes and reconstructions.
    ///
    /// @return the largest difference to the first runner
    /// @throws IllegalStateException if they differ
    double compare() throws IOException {
        double most = 0;
        for (var part : InferencePart.values()) {
            var expected = runners.getFirst().outputs(part, COMPARED_SAMPLES);
            for (var runner : runners) {
                var found = runner.outputs(part, COMPARED_SAMPLES);
                if (found.length != expected.length) {
                    throw new IllegalStateException("%s: %s: expected %d numbers, found %d"
                            .formatted(runner.entry(), part, expected.length, found.length));
                }
                for (int i = 0; i < found.length; i++) {
                    double difference = Math.abs(found[i] - expected[i]);
                    if (!(difference <= TOLERANCE)) {
                        throw new IllegalStateException("%s: %s: number %d expected %s, found %s: not the same network"
                                .formatted(runner.entry(), part, i, expected[i], found[i]));
                    }
                    most = Math.max(most, difference);
                }
            }
        }
        return most;
    }

    /// Lets all run without counting; ways that are much slower than their framework's best leave.
    void warmUp(int millis) throws IOException, InterruptedException {
        floor.warmUp();
        for (var task : tasks) {
            var trials = new ArrayList<Start>();
            var medians = new ArrayList<Double>();
            for (var runner : runners) {
                for (var way : runner.ways(task)) {
                    runner.run(way, millis);
                    trials.add(new Start(runner, way));
                    medians.add(Spread.quantile(runner.run(way, millis / 2), 0.5));
                }
            }
            for (int i = 0; i < trials.size(); i++) {
                if (medians.get(i) <= HOPELESS * best(trials, medians, framework(trials.get(i)))) {
                    starts.add(trials.get(i));
                }
            }
        }
    }

    private static double best(List<Start> trials, List<Double> medians, Framework framework) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < trials.size(); i++) {
            best = framework(trials.get(i)) == framework ? Math.min(best, medians.get(i)) : best;
        }
        return best;
    }

    private static Framework framework(Start start) {
        return start.runner().entry().framework();
    }

    /// Measures the machine and gives all their turns, task by task, each time another one first.
    void round(int index, int millis) throws IOException, InterruptedException {
        floor.takeTurn();
        for (var task : tasks) {
            var turns = starts.stream().filter(start -> start.way().task().equals(task)).toList();
            for (int i = 0; i < turns.size(); i++) {
                var start = turns.get((i + index) % turns.size());
                start.runner().takeTurn(start.way(), millis);
            }
        }
    }

    /// The setting and way that suit a framework and task best, if the framework races.
    Optional<Start> best(Framework framework, InferenceTask task) {
        return starts.stream()
                .filter(start -> framework(start) == framework && start.way().task().equals(task))
                .min(Comparator.comparingDouble(
                        start -> Spread.quantile(start.runner().medians(start.way()), 0.5)));
    }

    /// Nanoseconds a pass.
    RoundTimes times(InferenceTask task) {
        var times = new EnumMap<Framework, double[]>(Framework.class);
        for (var framework : Framework.values()) {
            best(framework, task).ifPresent(start -> times.put(framework, start.runner().medians(start.way())));
        }
        return new RoundTimes(times);
    }

    /// How many times as long as this machine could take at least a framework takes, by round: for all products of the layers, those with
    /// zeros included, and for many samples the bytes that go in and out.
    Optional<Spread> room(Framework framework, InferenceTask task) {
        var nodes = graph.nodes().subList(
                0, task.part() == InferencePart.ENCODE ? graph.encoderNodes() : graph.nodes().size());
        double multiplyAdds = nodes.stream().mapToDouble(node -> node.work().forward()).sum() * task.count();
        int features = nodes.getFirst().in().extent().features() + nodes.getLast().out().extent().features();
        double bytes = task.isAlone() ? 0 : (double) features * Float.BYTES * task.count();
        return times(task).of(framework)
                .map(nanos -> Spread.ofQuotients(nanos, floor.rounds(NANOS * multiplyAdds, NANOS * bytes)));
    }

    @Override
    public void close() {
        runners.forEach(InferenceProcess::close);
    }
}
