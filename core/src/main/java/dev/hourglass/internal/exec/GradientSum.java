package dev.hourglass.internal.exec;

import dev.hourglass.internal.op.Gradients;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.internal.penalty.Penalties;

/// Turns what a gradient pass left into gradients in file order, slice by slice, with those of penalties on weights.
final class GradientSum {
    private final ParameterSlices slices;
    private final Penalties penalties;
    private final float[] weights;

    /// @param weights all parameters, as they are at each step
    GradientSum(ParameterSlices slices, Penalties penalties, float[] weights) {
        this.slices = slices;
        this.penalties = penalties;
        this.weights = weights;
    }

    /// Sets the gradients of one slice.
    ///
    /// @param worker whose kernels are used, and whose scratch may be
    /// @param sums gradients of all parameters in file order
    void run(int index, Gradients gradients, Workspace worker, Stopwatch watch, float[] sums) {
        var task = slices.get(index);
        watch.begin();
        task.slice().setGradients(gradients, worker, sums);
        watch.lap(task.slice().computesGradients() ? Stopwatch.weightGradient(task.node()) : Stopwatch.UPDATE);
        var ranges = task.slice().ranges();
        for (int i = 0; i < ranges.size(); i++) {
            penalties.addWeightGradients(ranges.get(i), weights, sums);
        }
        watch.lap(Stopwatch.UPDATE);
    }
}
