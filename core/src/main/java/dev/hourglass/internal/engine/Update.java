package dev.hourglass.internal.engine;

import dev.hourglass.internal.kernel.Packing;
import dev.hourglass.internal.plan.Plan;
import dev.hourglass.internal.plan.Stage;
import dev.hourglass.internal.plan.Tensor;
import dev.hourglass.spec.Adadelta;
import dev.hourglass.spec.Adagrad;
import dev.hourglass.spec.Adam;
import dev.hourglass.spec.AdamW;
import dev.hourglass.spec.Optimizer;
import dev.hourglass.spec.RmsProp;
import dev.hourglass.spec.Sgd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The second half of a training step: adds up gradients, moves the weights and packs them again, slice by slice.
final class Update {
    /// Weights of a convolution that are worth a task of their own.
    private static final int SLICE = 1 << 13;

    /// Some inputs of one linear stage; the first slice of a stage takes its biases along.
    private record Slice(int operation, Stage.Linear stage, Packer packer, WeightGradients gradients, int from,
            int to) {
        boolean hasBias() {
            return from == 0;
        }

        /// Rises with the time it takes.
        int weights() {
            return (to - from) * stage.weight().size() / stage.kernel().inputs();
        }
    }

    private final List<Slice> slices;
    private final float[] weights;
    private final float[] packed;
    private final float[] gradient;
    private final Descent descent;

    Update(Plan plan, Optimizer optimizer, float[] weights, float[] packed) {
        this.slices = slices(plan);
        this.weights = weights;
        this.packed = packed;
        this.gradient = new float[plan.parameters()];
        this.descent = descent(optimizer, plan.parameters());
    }

    /// Slices, which may be worked off in any order and by any thread.
    int slices() {
        return slices.size();
    }

    void begin(long step, double rate) {
        descent.begin(step, rate);
    }

    /// @param worker whose kernels are used, and whose scratch may be
    void run(int index, Passed passed, Shard worker, Stopwatch watch) {
        var slice = slices.get(index);
        watch.begin();
        if (slice.hasBias()) {
            slice.gradients.setBias(passed, worker, gradient);
            lapGradients(slice, watch);
            var bias = slice.stage.bias();
            descent.update(bias, weights, gradient, bias.offset(), bias.end());
            slice.packer.packBias(weights, packed);
        }
        slice.gradients.setInputs(passed, worker, gradient, slice.from, slice.to);
        lapGradients(slice, watch);
        descend(slice);
        slice.packer.packInputs(weights, packed, slice.from, slice.to);
        watch.lap(Stopwatch.UPDATE);
    }

    /// Dense stages compute their weight gradients here, convolutions only add them up.
    private static void lapGradients(Slice slice, Stopwatch watch) {
        watch.lap(slice.stage.tape().isPresent() ? Stopwatch.weightGradient(slice.operation) : Stopwatch.UPDATE);
    }

    private void descend(Slice slice) {
        Tensor weight = slice.stage.weight();
        var kernel = slice.stage.kernel();
        for (int position = 0; position < kernel.rows() * kernel.columns(); position++) {
            int at = weight.offset() + position * kernel.inputs() * kernel.outputs();
            descent.update(weight, weights, gradient, at + slice.from * kernel.outputs(),
                    at + slice.to * kernel.outputs());
        }
    }

    /// What the optimizer remembers, not copied.
    List<Slot> slots() {
        return descent.slots();
    }

    /// The last step's gradients, in file order.
    float[] gradient() {
        return gradient;
    }

    /// The longest first, so that threads end together.
    private static List<Slice> slices(Plan plan) {
        var slices = new ArrayList<Slice>();
        for (int operation = 0; operation < plan.operations().size(); operation++) {
            if (plan.operations().get(operation).stage() instanceof Stage.Linear stage) {
                var packer = new Packer(stage);
                var gradients = gradients(stage);
                int inputs = stage.kernel().inputs();
                int length = length(stage);
                for (int from = 0; from < inputs; from += length) {
                    slices.add(new Slice(operation, stage, packer, gradients, from, Math.min(from + length, inputs)));
                }
            }
        }
        slices.sort(Comparator.comparingInt(Slice::weights).reversed());
        return List.copyOf(slices);
    }

    private static WeightGradients gradients(Stage.Linear stage) {
        return stage.tape().isPresent() ? new TapeGradients(stage, stage.tape().get()) : new GradientFold(stage);
    }

    /// Inputs of a slice, whole blocks of the packing.
    private static int length(Stage.Linear stage) {
        if (stage.tape().isPresent()) {
            return stage.kernel().slice();
        }
        int blocks = Math.ceilDiv(stage.kernel().inputs(), Packing.BLOCK);
        int parts = Math.clamp(stage.weight().size() / SLICE, 1, blocks);
        return Math.ceilDiv(blocks, parts) * Packing.BLOCK;
    }

    private static Descent descent(Optimizer optimizer, int parameters) {
        return switch (optimizer) {
            case Sgd sgd -> new SgdDescent(sgd, parameters);
            case Adam adam -> new AdamDescent(adam, parameters);
            case AdamW adamW -> new AdamDescent(adamW, parameters);
            case Adadelta adadelta -> new AdadeltaDescent(adadelta, parameters);
            case RmsProp rmsProp -> new RmsPropDescent(rmsProp, parameters);
            case Adagrad adagrad -> new AdagradDescent(adagrad, parameters);
        };
    }
}
