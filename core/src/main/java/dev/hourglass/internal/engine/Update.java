package dev.hourglass.internal.engine;

import dev.hourglass.internal.kernel.Packing;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.graph.Stage;
import dev.hourglass.internal.graph.ParameterTensor;
import dev.hourglass.spec.Adadelta;
import dev.hourglass.spec.Adagrad;
import dev.hourglass.spec.Adam;
import dev.hourglass.spec.AdamW;
import dev.hourglass.spec.Optimizer;
import dev.hourglass.spec.RmsProp;
import dev.hourglass.spec.Sgd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The second half of a training step: adds up gradients, moves the weights and packs them again, slice by slice.
final class Update {
    /// Weights of a convolution that are worth a task of their own.
    private static final int SLICE = 1 << 13;

    /// Some inputs of one linear stage; the first slice of a stage takes its biases along.
    ///
    /// @param tied the stage that has the same weights, if there is one
    private record Slice(int operation, Stage.Linear stage, Packer packer, WeightGradients gradients,
            Optional<Follower> tied, int from, int to) {
        boolean hasBias() {
            return from == 0;
        }

        /// Where the weights of an input begin.
        int at(int position, int input) {
            var kernel = stage.kernel();
            return stage.weight().offset() + (position * kernel.inputs() + input) * kernel.outputs();
        }

        /// Rises with the time it takes.
        int weights() {
            return (to - from) * stage.weight().size() / stage.kernel().inputs();
        }
    }

    /// A stage that reads the weights of another.
    private record Follower(Stage.Linear stage, Packer packer, WeightGradients gradients) {
        static Follower of(Stage.Linear stage) {
            return new Follower(stage, new Packer(stage), new GradientFold(stage));
        }
    }

    private final List<Slice> slices;
    private final Penalties penalties;
    /// The sum of each slice's squared weights, where they are penalised.
    private final double[] squares;
    private final float[] weights;
    private final float[] packed;
    private final float[] gradient;
    private final Descent descent;

    Update(Graph plan, Optimizer optimizer, Penalties penalties, float[] weights, float[] packed) {
        this.slices = slices(plan);
        this.penalties = penalties;
        this.weights = weights;
        this.packed = packed;
        this.gradient = new float[plan.parameters()];
        this.descent = descent(optimizer, plan.parameters());
        this.squares = new double[slices.size()];
        measure();
    }

    /// Sums the squares of all weights, where they are penalised: again, when they were set by others.
    void measure() {
        if (penalties.hasDecay()) {
            Arrays.setAll(squares, index -> squares(slices.get(index)));
        }
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
            descend(slice.stage.bias());
            slice.packer.packBias(weights, packed);
            if (slice.tied.isPresent()) {
                var tied = slice.tied.get();
                tied.gradients.setBias(passed, worker, gradient);
                descend(tied.stage.bias());
                tied.packer.packBias(weights, packed);
            }
        }
        slice.gradients.setInputs(passed, worker, gradient, slice.from, slice.to);
        lapGradients(slice, watch);
        descend(slice);
        slice.packer.packInputs(weights, packed, slice.from, slice.to);
        if (slice.tied.isPresent()) {
            slice.tied.get().packer.packInputs(weights, packed, slice.from, slice.to);
        }
        if (penalties.hasDecay()) {
            squares[index] = squares(slice);
        }
        watch.lap(Stopwatch.UPDATE);
    }

    /// Dense stages compute their weight gradients here, convolutions only add them up.
    private static void lapGradients(Slice slice, Stopwatch watch) {
        watch.lap(slice.stage.tape().isPresent() ? Stopwatch.weightGradient(slice.operation) : Stopwatch.UPDATE);
    }

    private void descend(ParameterTensor bias) {
        descent.update(bias, weights, gradient, bias.offset(), bias.end());
    }

    private void descend(Slice slice) {
        var kernel = slice.stage.kernel();
        for (int position = 0; position < kernel.rows() * kernel.columns(); position++) {
            int from = slice.at(position, slice.from);
            int to = slice.at(position, slice.to);
            penalties.addWeightGradients(weights, gradient, from, to);
            descent.update(slice.stage.weight(), weights, gradient, from, to);
        }
    }

    private double squares(Slice slice) {
        var kernel = slice.stage.kernel();
        double sum = 0;
        for (int position = 0; position < kernel.rows() * kernel.columns(); position++) {
            sum += squares(slice.at(position, slice.from), slice.at(position, slice.to));
        }
        return sum;
    }

    /// In four partial sums, because one would wait for itself.
    private double squares(int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            a = Math.fma((double) weights[i], weights[i], a);
            b = Math.fma((double) weights[i + 1], weights[i + 1], b);
            c = Math.fma((double) weights[i + 2], weights[i + 2], c);
            d = Math.fma((double) weights[i + 3], weights[i + 3], d);
        }
        for (; i < to; i++) {
            a = Math.fma((double) weights[i], weights[i], a);
        }
        return a + b + c + d;
    }

    /// The sum of all weights' squares, where they are penalised: of the slices in their order.
    double squares() {
        double sum = 0;
        for (double square : squares) {
            sum += square;
        }
        return sum;
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
    private static List<Slice> slices(Graph plan) {
        var slices = new ArrayList<Slice>();
        for (int operation = 0; operation < plan.operations().size(); operation++) {
            if (plan.operations().get(operation).stage() instanceof Stage.Linear stage && !stage.isTied()) {
                var packer = new Packer(stage);
                var tied = tied(plan, stage);
                var gradients = gradients(stage, tied);
                int inputs = stage.kernel().inputs();
                int length = length(stage);
                for (int from = 0; from < inputs; from += length) {
                    slices.add(new Slice(
                            operation, stage, packer, gradients, tied, from, Math.min(from + length, inputs)));
                }
            }
        }
        slices.sort(Comparator.comparingInt(Slice::weights).reversed());
        return List.copyOf(slices);
    }

    private static Optional<Follower> tied(Graph plan, Stage.Linear to) {
        for (var operation : plan.operations()) {
            if (operation.stage() instanceof Stage.Linear stage && stage.isTied()
                    && stage.weight().equals(to.weight())) {
                return Optional.of(Follower.of(stage));
            }
        }
        return Optional.empty();
    }

    private static WeightGradients gradients(Stage.Linear stage, Optional<Follower> tied) {
        if (stage.tape().isEmpty()) {
            return new GradientFold(stage);
        }
        var tapes = Stream.of(Optional.of(stage), tied.map(Follower::stage))
                .flatMap(Optional::stream)
                .map(reading -> reading.tape().orElseThrow())
                .toList();
        return new TapeGradients(stage, tapes);
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
