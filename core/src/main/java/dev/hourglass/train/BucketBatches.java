package dev.hourglass.train;

import dev.hourglass.internal.exec.Buckets;
import dev.hourglass.internal.exec.TrainingEngine;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Steps on batches of a slice of each bucket, whose gradients are computed one after another and added in the order of the buckets.
final class BucketBatches extends BucketSteps {
    private int epoch;
    /// Of the samples of each bucket.
    private List<int[]> orders = List.of();

    /// @param engine for batches of one slice
    BucketBatches(TrainingEngine engine, Buckets buckets) {
        super(engine, buckets);
    }

    @Override
    public void begin(int next, TrainingProgress begun) {
        epoch = next;
        orders = IntStream.range(0, buckets.count()).mapToObj(bucket -> buckets.order(next, bucket)).toList();
    }

    @Override
    public double take(int step, double rate) {
        var slices = IntStream.range(0, buckets.count())
                .mapToObj(bucket -> buckets.slice(orders.get(bucket), epoch, step, bucket))
                .flatMap(Optional::stream)
                .toList();
        return engine.step(slices, rate);
    }
}
