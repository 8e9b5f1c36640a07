package dev.hourglass.spark;

import dev.hourglass.internal.exec.BatchSlice;
import dev.hourglass.internal.exec.Buckets;
import dev.hourglass.internal.exec.EngineState;
import dev.hourglass.internal.exec.TrainingEngine;
import dev.hourglass.spec.TrainingOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An engine of a task. All that a result depends on comes with the task: another engine, in another process, gives the same bits.
final class WorkerEngine {
    private final Buckets buckets;
    private final BucketSamples samples;
    private final TrainingEngine engine;
    /// Of the last epoch, by bucket.
    private final Map<Integer, int[]> orders = new HashMap<>();
    private long epoch;

    WorkerEngine(WorkerPlan plan) {
        TrainingOptions options = plan.options();
        var spec = plan.spec();
        this.buckets = plan.buckets();
        this.samples = new BucketSamples(spec.input(), plan.samples(), buckets.count(), plan.hasMissing());
        this.engine = new TrainingEngine(spec, options, samples, 1);
    }

    void close() {
        engine.close();
    }

    private int[] order(long next, int bucket) {
        if (next != epoch) {
            orders.clear();
            epoch = next;
        }
        return orders.computeIfAbsent(bucket, number -> buckets.order(next, number));
    }

    private void use(int bucket, Iterator<float[]> blocks) {
        var all = new ArrayList<float[]>();
        blocks.forEachRemaining(all::add);
        samples.use(bucket, all);
    }

    /// The gradients of a bucket's slice in a step; empty where it has no more samples in the epoch.
    Optional<byte[]> gradients(int bucket, Iterator<float[]> blocks, int at, int step, float[] weights) {
        var slice = buckets.slice(order(at, bucket), at, step, bucket);
        if (slice.isEmpty()) {
            return Optional.empty();
        }
        use(bucket, blocks);
        engine.begin(weights);
        return Optional.of(engine.gradients(slice.get()).toBytes());
    }

    /// What a bucket is left with after the steps of a round; empty where it has no more samples in the epoch.
    ///
    /// @param steps of a round
    Optional<byte[]> round(
            int bucket, Iterator<float[]> blocks, int at, int round, int steps, EngineState start, double rate) {
        var slices = slices(bucket, at, round, steps);
        if (slices.isEmpty()) {
            return Optional.empty();
        }
        use(bucket, blocks);
        engine.restore(start);
        double loss = 0;
        int count = 0;
        for (var slice : slices) {
            loss += engine.step(slice.order(), slice.from(), slice.count(), at, rate) * slice.count();
            count += slice.count();
        }
        return Optional.of(RoundState.of(engine.state(), loss / count, count).toBytes());
    }

    private List<BatchSlice> slices(int bucket, int at, int round, int steps) {
        var slices = new ArrayList<BatchSlice>();
        int last = (int) Math.min(buckets.steps(), (long) round * steps);
        for (int step = (round - 1) * steps + 1; step <= last; step++) {
            buckets.slice(order(at, bucket), at, step, bucket).ifPresent(slices::add);
        }
        return slices;
    }
}
