package dev.hourglass.train;

import dev.hourglass.internal.exec.BatchSlice;
import dev.hourglass.internal.exec.Buckets;
import dev.hourglass.internal.exec.NonFinite;
import dev.hourglass.internal.exec.ParameterGradients;
import dev.hourglass.internal.exec.TrainingEngine;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Steps on batches of a slice of each bucket, whose gradients are computed elsewhere and added in the order of the buckets.
final class RemoteBatches implements EpochSteps {
    private final TrainingEngine engine;
    private final Buckets buckets;
    private final BucketGradients gradients;
    private final BatchSlice first;
    private int epoch;

    /// @param engine for batches of one slice
    RemoteBatches(TrainingEngine engine, Buckets buckets, BucketGradients gradients) {
        this.engine = engine;
        this.buckets = buckets;
        this.gradients = gradients;
        this.first = first(buckets, gradients.present());
    }

    /// A slice that the engine can read: diagnostics look at what a network makes of it.
    ///
    /// @param present how many samples, the first ones, it can read
    static BatchSlice first(Buckets buckets, int present) {
        return BatchSlice.whole(
                IntStream.range(0, present).toArray(), 0, Math.min(buckets.slice(), present), 1);
    }

    @Override
    public void begin(int next, TrainingProgress begun) {
        epoch = next;
        engine.gradients(first);
    }

    @Override
    public int count() {
        return buckets.steps();
    }

    @Override
    public int samples() {
        return buckets.samples();
    }

    @Override
    public int samples(int step) {
        return buckets.samples(step);
    }

    @Override
    public double take(int step, double rate) {
        var all = ParameterGradients.sum(gradients.compute(epoch, step, engine.weights()));
        if (Double.isFinite(all.loss())) {
            engine.step(all, rate);
        }
        return all.loss();
    }

    @Override
    public List<Integer> leftOut() {
        return List.of();
    }

    @Override
    public Optional<NonFinite> findNonFinite() {
        engine.gradients(first);
        return engine.findNonFinite();
    }
}
