package dev.hourglass.train;

import dev.hourglass.internal.exec.ParameterGradients;
import java.util.List;

/// Computes the gradients of a training with buckets where its samples are, for example on the executors of a cluster.
public non-sealed interface BucketGradients extends BucketWorkers {
    /// The gradients of a step, of each bucket that has samples in it, in the order of the buckets.
    ///
    /// The bits are those that [dev.hourglass.internal.exec.TrainingEngine#gradients] gives for the slices of
    /// [dev.hourglass.internal.exec.Buckets].
    ///
    /// @param epoch counted from 1
    /// @param step of the epoch, counted from 1
    /// @param weights all parameters in file order, not to be changed
    @SuppressWarnings("exports") // other modules of the project alone can name the type
    List<ParameterGradients> compute(int epoch, int step, float[] weights);
}
