package dev.hourglass.internal.exec;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.graph.Node;
import dev.hourglass.profile.LayerProfile;
import dev.hourglass.profile.Pass;
import dev.hourglass.profile.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Measures training steps once it is asked to; until then it costs a branch here and there.
final class Profiler {
    private static final double NANO = 1e-9;

    private final List<Node> nodes;
    private final Stopwatch[] watches;
    private boolean isRunning;
    private long begun;
    private long nanos;
    private long threadNanos;
    private long steps;
    private long samples;

    Profiler(Graph graph, int workers) {
        this.nodes = graph.nodes();
        this.watches = new Stopwatch[workers];
        Arrays.setAll(watches, _ -> new Stopwatch(nodes.size()));
    }

    Stopwatch watch(int worker) {
        return watches[worker];
    }

    /// Measures from the next step on and forgets what it has measured.
    void start() {
        isRunning = true;
        nanos = 0;
        threadNanos = 0;
        steps = 0;
        samples = 0;
        for (var watch : watches) {
            watch.reset();
        }
    }

    /// Begins again, if it runs: what was measured was something else.
    void restart() {
        if (isRunning) {
            start();
        }
    }

    void beginStep() {
        if (isRunning) {
            begun = System.nanoTime();
        }
    }

    /// Ends a step, or a part of one.
    ///
    /// @param updates of the weights, 0 or 1
    /// @param count samples that were passed forward and back
    /// @param threads in use
    void endStep(int updates, int count, int threads) {
        if (isRunning) {
            long spent = System.nanoTime() - begun;
            nanos += spent;
            threadNanos += threads * spent;
            steps += updates;
            samples += count;
        }
    }

    Profile profile() {
        var layers = new ArrayList<LayerProfile>();
        for (int i = 0; i < nodes.size(); i++) {
            var work = nodes.get(i).work().times(samples);
            layers.add(new LayerProfile(
                    nodes.get(i).title(),
                    new Pass(seconds(Stopwatch.forward(i)), work.forward()),
                    new Pass(seconds(Stopwatch.weightGradient(i)), work.weightGradient()),
                    new Pass(seconds(Stopwatch.inputGradient(i)), work.inputGradient())));
        }
        return new Profile(
                watches.length, steps, samples, nanos * NANO, threadNanos * NANO, layers, seconds(Stopwatch.FILLING),
                seconds(Stopwatch.LOSS), seconds(Stopwatch.UPDATE));
    }

    private double seconds(int spentOn) {
        return Arrays.stream(watches).mapToLong(watch -> watch.nanos(spentOn)).sum() * NANO;
    }
}
