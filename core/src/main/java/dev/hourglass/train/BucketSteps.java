package dev.hourglass.train;

import dev.hourglass.internal.exec.Buckets;
import dev.hourglass.internal.exec.NonFinite;
import dev.hourglass.internal.exec.TrainingEngine;
import java.util.List;
import java.util.Optional;

/// The steps of a training whose samples are in buckets, wherever these are. No epoch leaves a sample out.
abstract class BucketSteps implements EpochSteps {
    /// For batches of one slice.
    final TrainingEngine engine;
    final Buckets buckets;

    BucketSteps(TrainingEngine engine, Buckets buckets) {
        this.engine = engine;
        this.buckets = buckets;
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
    public List<Integer> leftOut() {
        return List.of();
    }

    @Override
    public Optional<NonFinite> findNonFinite() {
        return engine.findNonFinite();
    }
}
