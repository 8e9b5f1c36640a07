package dev.hourglass.train;

import dev.hourglass.internal.exec.BatchSlice;
import dev.hourglass.internal.exec.Buckets;
import dev.hourglass.internal.exec.NonFinite;
import dev.hourglass.internal.exec.TrainingEngine;
import java.util.Optional;
import java.util.stream.IntStream;

/// Steps whose samples are elsewhere. The engine can read the first ones, which show diagnostics what the network makes of samples.
abstract class RemoteSteps extends BucketSteps {
    private final BatchSlice first;
    int epoch;

    RemoteSteps(TrainingEngine engine, Buckets buckets, BucketWorkers workers) {
        super(engine, buckets);
        this.first = BatchSlice.whole(
                IntStream.range(0, workers.present()).toArray(), 0, Math.min(buckets.slice(), workers.present()), 1);
    }

    @Override
    public void begin(int next, TrainingProgress begun) {
        epoch = next;
        engine.gradients(first);
    }

    @Override
    public Optional<NonFinite> findNonFinite() {
        engine.gradients(first);
        return super.findNonFinite();
    }
}
