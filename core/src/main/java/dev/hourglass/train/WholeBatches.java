package dev.hourglass.train;

import dev.hourglass.internal.exec.NonFinite;
import dev.hourglass.internal.exec.TrainingEngine;
import java.util.List;
import java.util.Optional;

/// Steps on whole batches, of all samples in random order.
final class WholeBatches implements EpochSteps {
    private final TrainingEngine engine;
    private final EpochSamples samples;
    private final int batch;
    private int epoch;
    private int[] order = {};

    WholeBatches(TrainingEngine engine, EpochSamples samples, int batch) {
        this.engine = engine;
        this.samples = samples;
        this.batch = batch;
    }

    @Override
    public void begin(int next, TrainingProgress begun) {
        epoch = next;
        order = begun.step() > 0 ? samples.resume(next, begun.leftOut()) : samples.begin(next);
    }

    @Override
    public int count() {
        return Math.ceilDiv(order.length, batch);
    }

    @Override
    public int samples() {
        return order.length;
    }

    @Override
    public int samples(int step) {
        return Math.min(batch, order.length - (step - 1) * batch);
    }

    @Override
    public double take(int step, double rate) {
        return engine.step(order, (step - 1) * batch, samples(step), epoch, rate);
    }

    @Override
    public List<Integer> leftOut() {
        return samples.leftOut();
    }

    @Override
    public Optional<NonFinite> findNonFinite() {
        return engine.findNonFinite();
    }
}
