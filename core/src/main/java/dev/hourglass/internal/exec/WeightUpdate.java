package dev.hourglass.internal.exec;

import dev.hourglass.internal.op.Gradients;
import dev.hourglass.internal.op.ParameterSlice;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.internal.optimizer.GroupOptimizers;
import dev.hourglass.internal.optimizer.OptimizerKernel;
import dev.hourglass.internal.optimizer.Slot;
import dev.hourglass.internal.penalty.Penalties;
import dev.hourglass.spec.WeightAverage;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The second half of a training step: sums the gradients, updates the weights and packs them again, slice by slice, each while
/// it is in a core's cache.
final class WeightUpdate {
    private final ParameterSlices slices;
    private final GradientSum sum;
    private final Penalties penalties;
    /// The sum of each slice's squared weights, where they are penalised.
    private final double[] squares;
    private final float[] weights;
    private final float[] packed;
    private final float[] gradient;
    private final GroupOptimizers optimizers;
    /// What updates each range of each slice.
    private final OptimizerKernel[][] kernels;
    private final Optional<RunningAverage> average;

    /// @param weights all parameters in file order
    /// @param packed the same in the order of the kernels
    WeightUpdate(
            ParameterSlices slices, float[] weights, float[] packed, GradientSum sum, Penalties penalties,
            GroupOptimizers optimizers, Optional<WeightAverage> average) {
        this.slices = slices;
        this.sum = sum;
        this.penalties = penalties;
        this.weights = weights;
        this.packed = packed;
        this.gradient = new float[optimizers.parameters()];
        this.optimizers = optimizers;
        this.average = average.map(found -> new RunningAverage(found, optimizers.slot(RunningAverage.NAME)));
        this.kernels = new OptimizerKernel[slices.count()][];
        Arrays.setAll(kernels, index -> kernels(slices.get(index).slice()));
        this.squares = new double[slices.count()];
        measure();
    }

    private OptimizerKernel[] kernels(ParameterSlice slice) {
        return slice.ranges().stream().map(range -> optimizers.of(range.tensor())).toArray(OptimizerKernel[]::new);
    }

    /// Sums the squares of all weights, where they are penalised: again, when they were set from outside.
    void measure() {
        if (penalties.hasDecay()) {
            Arrays.setAll(squares, index -> squares(slices.get(index).slice()));
        }
    }

    void begin(long step, double rate) {
        optimizers.begin(step, rate);
    }

    /// Updates one slice by what a gradient pass left.
    ///
    /// @param worker whose kernels are used, and whose scratch may be
    void run(int index, Gradients gradients, Workspace worker, Stopwatch watch) {
        sum.run(index, gradients, worker, watch, gradient);
        update(index);
        watch.lap(Stopwatch.UPDATE);
    }

    /// Updates one slice by gradients that were summed before.
    ///
    /// @param scale that they are multiplied by
    void run(int index, ParameterGradients gradients, float scale, Stopwatch watch) {
        watch.begin();
        for (var range : slices.get(index).slice().ranges()) {
            for (int i = range.from(); i < range.to(); i++) {
                gradient[i] = scale * gradients.values()[i];
            }
        }
        update(index);
        watch.lap(Stopwatch.UPDATE);
    }

    private void update(int index) {
        var slice = slices.get(index).slice();
        var ranges = slice.ranges();
        for (int i = 0; i < ranges.size(); i++) {
            var range = ranges.get(i);
            kernels[index][i].update(range.tensor(), weights, gradient, range.from(), range.to());
            if (average.isPresent()) {
                average.get().add(weights, range.from(), range.to());
            }
        }
        slice.pack(weights, packed);
        if (penalties.hasDecay()) {
            squares[index] = squares(slice);
        }
    }

    private double squares(ParameterSlice slice) {
        double all = 0;
        for (int i = 0; i < slice.ranges().size(); i++) {
            all += Penalties.squares(slice.ranges().get(i), weights);
        }
        return all;
    }

    /// The sum of all weights' squares, where they are penalised: of the slices in their order.
    double squares() {
        double all = 0;
        for (double square : squares) {
            all += square;
        }
        return all;
    }

    /// What the optimizers remember, not copied.
    List<Slot> slots() {
        return optimizers.slots();
    }

    /// The last update's gradients, in file order.
    float[] gradient() {
        return gradient;
    }
}
