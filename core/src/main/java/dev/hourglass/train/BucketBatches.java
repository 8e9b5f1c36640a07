package dev.hourglass.train;

import dev.hourglass.internal.exec.Buckets;
import dev.hourglass.internal.exec.NonFinite;
import dev.hourglass.internal.exec.TrainingEngine;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Steps on batches of a slice of each bucket, whose gradients are computed one after another and added in the order of the buckets.
final class BucketBatches implements EpochSteps {
    private final TrainingEngine engine;
    private final Buckets buckets;
    private int epoch;
    /// Of the samples of each bucket.
    private List<int[]> orders = List.of();

    /// @param engine for batches of one slice
    BucketBatches(TrainingEngine engine, Buckets buckets) {
        this.engine = engine;
        this.buckets = buckets;
    }

    @Override
    public void begin(int next, TrainingProgress begun) {
        epoch = next;
        orders = IntStream.range(0, buckets.count()).mapToObj(bucket -> buckets.order(next, bucket)).toList();
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
        var slices = IntStream.range(0, buckets.count())
                .mapToObj(bucket -> buckets.slice(orders.get(bucket), epoch, step, bucket))
                .flatMap(Optional::stream)
                .toList();
        return engine.step(slices, rate);
    }

    @Override
    public List<Integer> leftOut() {
        return List.of();
    }

    @Override
    public Optional<NonFinite> findNonFinite() {
        return engine.findNonFinite();
    }
}
