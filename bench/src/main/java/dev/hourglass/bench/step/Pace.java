package dev.hourglass.bench.step;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.TrainingEngine;
import dev.hourglass.profile.Profile;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.optimizer.Optimizer;
import java.util.stream.IntStream;

/// An engine that trains batch after batch, turn by turn, and how long it takes.
public final class Pace implements AutoCloseable {
    private static final long SEED = 1;
    private static final long NANOS = 1_000_000;

    private final TrainingEngine engine;
    private final int batch;
    private final int steps;
    private final int[] order;
    private final Times times = new Times();
    private int from;
    private int epoch = 1;

    /// @param data at least a batch; what is left beyond whole batches is not used
    /// @param steps that are timed as one
    public Pace(Autoencoder model, Optimizer optimizer, int batch, Dataset data, int threads, int steps) {
        this.engine = new TrainingEngine(model, optimizer, batch, SEED, data, threads);
        this.batch = batch;
        this.steps = steps;
        this.order = IntStream.range(0, data.size() / batch * batch).toArray();
    }

    /// Trains until the time is over, at least once, and counts nothing.
    public void warmUp(long millis) {
        long end = System.nanoTime() + millis * NANOS;
        do {
            go();
        } while (System.nanoTime() < end);
    }

    /// Trains until the time is over, at least once.
    ///
    /// @return seconds, the median of this turn
    public double takeTurn(long millis) {
        var turn = new Times();
        long begin = System.nanoTime();
        long end = begin + millis * NANOS;
        do {
            go();
            long now = System.nanoTime();
            times.add(now - begin);
            turn.add(now - begin);
            begin = now;
        } while (begin < end);
        return turn.median();
    }

    private void go() {
        for (int i = 0; i < steps; i++) {
            if (from == order.length) {
                from = 0;
                epoch++;
            }
            engine.step(order, from, batch, epoch, 1);
            from += batch;
        }
    }

    /// Seconds: the median of all turns.
    public double median() {
        return times.median();
    }

    public void startProfile() {
        engine.startProfile();
    }

    public Profile profile() {
        return engine.profile();
    }

    @Override
    public void close() {
        engine.close();
    }
}
