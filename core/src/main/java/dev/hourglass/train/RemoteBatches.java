package dev.hourglass.train;

import dev.hourglass.internal.exec.Buckets;
import dev.hourglass.internal.exec.ParameterGradients;
import dev.hourglass.internal.exec.TrainingEngine;

/// Steps on batches of a slice of each bucket, whose gradients are computed elsewhere and added in the order of the buckets.
final class RemoteBatches extends RemoteSteps {
    private final BucketGradients gradients;

    /// @param engine for batches of one slice
    RemoteBatches(TrainingEngine engine, Buckets buckets, BucketGradients gradients) {
        super(engine, buckets, gradients);
        this.gradients = gradients;
    }

    @Override
    public double take(int step, double rate) {
        var all = ParameterGradients.sum(gradients.compute(epoch, step, engine.weights()));
        if (Double.isFinite(all.loss())) {
            engine.step(all, rate);
        }
        return all.loss();
    }
}
