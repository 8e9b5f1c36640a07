package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.ScalarKernels;
import dev.hourglass.internal.layout.ParameterRange;
import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.internal.op.Gradients;
import dev.hourglass.internal.op.ParameterSlice;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.internal.optimizer.GroupOptimizers;
import dev.hourglass.internal.optimizer.OptimizerKernel;
import dev.hourglass.internal.optimizer.ParameterGroup;
import dev.hourglass.internal.optimizer.Slot;
import dev.hourglass.internal.optimizer.Slots;
import dev.hourglass.internal.penalty.Penalties;
import dev.hourglass.spec.init.Zeros;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.optimizer.AdamW;
import dev.hourglass.spec.optimizer.Optimizer;
import dev.hourglass.spec.optimizer.Sgd;
import dev.hourglass.spec.penalty.WeightDecay;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParameterGroupsTest {
    private static final int BATCH = 16;
    private static final Dataset DISCS = Examples.discs(2 * BATCH);
    private static final int[] ORDER = IntStream.range(0, DISCS.size()).toArray();
    private static final Graph GRAPH = Graph.of(Examples.dense(), BATCH);
    private static final AdamW DECAYING = new AdamW(0.01, 0.9, 0.999, 1e-8, 0.3);

    private static boolean isOfTheEncoder(ParameterTensor tensor) {
        return tensor.name().startsWith("encoder.");
    }

    private static TrainingEngine engine(List<ParameterGroup> groups) {
        return new TrainingEngine(GRAPH, TrainingRules.of(groups), 1, DISCS, 2, ScalarKernels::new);
    }

    private static List<ParameterGroup> groups(
            Predicate<ParameterTensor> isFirst, Optimizer first, Optimizer second) {
        return List.of(
                new ParameterGroup("first", GRAPH.tensors().stream().filter(isFirst).toList(), first),
                new ParameterGroup("second", GRAPH.tensors().stream().filter(isFirst.negate()).toList(), second));
    }

    /// The weights of one optimizer that updates all parameters along the gradients of an engine.
    private static final class Alone {
        private final OptimizerKernel kernel;
        private final float[] weights;

        Alone(Optimizer optimizer, float[] weights) {
            this.kernel = OptimizerKernel.of(optimizer, new Slots(weights.length));
            this.weights = weights;
        }

        void step(int step, double rate, float[] gradient) {
            kernel.begin(step, rate);
            for (var tensor : GRAPH.tensors()) {
                kernel.update(tensor, weights, gradient, tensor.offset(), tensor.end());
            }
        }
    }

    private static void followsBoth(Predicate<ParameterTensor> isFirst, Optimizer one, Optimizer other) {
        try (var engine = engine(groups(isFirst, one, other))) {
            var first = new Alone(one, engine.weights());
            var second = new Alone(other, engine.weights());
            for (int step = 1; step <= 6; step++) {
                engine.step(ORDER, step % 2 * BATCH, BATCH, 1, 1.0 / step);
                first.step(step, 1.0 / step, engine.lastGradients());
                second.step(step, 1.0 / step, engine.lastGradients());
            }
            var weights = engine.weights();
            assertThat(first.weights).isNotEqualTo(second.weights);
            for (var tensor : GRAPH.tensors()) {
                var expected = isFirst.test(tensor) ? first.weights : second.weights;
                for (int i = tensor.offset(); i < tensor.end(); i++) {
                    assertThat(weights[i]).as("%s, parameter %d", tensor.name(), i).isEqualTo(expected[i]);
                }
            }
        }
    }

    @Test
    void haveOptimizersOfTheirOwn() {
        followsBoth(ParameterGroupsTest::isOfTheEncoder, new Sgd(0.1, 0.9, true), new Adam(0.01));
    }

    @Test
    void haveLearningRatesOfTheirOwn() {
        followsBoth(ParameterGroupsTest::isOfTheEncoder, new Adam(0.001), new Adam(0.1));
    }

    @Test
    void haveDecaysOfTheirOwn() {
        followsBoth(ParameterGroupsTest::isOfTheEncoder, DECAYING, new AdamW(0.01, 0.9, 0.999, 1e-8, 0));
    }

    /// Weights and biases of one layer are in one slice.
    @Test
    void mayDivideTheTensorsOfALayer() {
        followsBoth(ParameterTensor::decays, new Sgd(0.1), DECAYING);
    }

    @Test
    void giveTheBitsOfOneGroupWhereTheyHaveTheSameOptimizer() {
        try (var one = new TrainingEngine(Examples.dense(), DECAYING, BATCH, 1, DISCS, 1, new ScalarKernels());
                var two = engine(groups(ParameterGroupsTest::isOfTheEncoder, DECAYING, DECAYING))) {
            for (int step = 0; step < 4; step++) {
                one.step(ORDER, step % 2 * BATCH, BATCH, 1, 1);
                two.step(ORDER, step % 2 * BATCH, BATCH, 1, 1);
            }
            assertThat(two.weights()).isEqualTo(one.weights());
            assertThat(two.state().slots()).extracting(Slot::name).containsExactly("mean", "square");
            assertThat(two.state().slots().getFirst().values()).isEqualTo(one.state().slots().getFirst().values());
        }
    }

    @Test
    void goOnFromAState() {
        var groups = groups(ParameterGroupsTest::isOfTheEncoder, new Sgd(0.1, 0.9, false), new Adam(0.01));
        try (var whole = engine(groups); var resumed = engine(groups)) {
            whole.step(ORDER, 0, BATCH, 1, 1);
            resumed.restore(whole.state());
            whole.step(ORDER, BATCH, BATCH, 1, 1);
            resumed.step(ORDER, BATCH, BATCH, 1, 1);

            assertThat(resumed.weights()).isEqualTo(whole.weights());
            assertThat(whole.state().slots()).extracting(Slot::name).containsExactly("velocity", "mean", "square");
        }
    }

    @Test
    void haveEachTensorOnce() {
        var tensors = GRAPH.tensors();
        var all = new ParameterGroup("all", tensors, new Sgd(0.1));
        var rest = new ParameterGroup("rest", tensors.subList(1, tensors.size()), new Sgd(0.1));

        assertThatIllegalArgumentException().isThrownBy(() -> new GroupOptimizers(tensors, List.of(rest)))
                .withMessage("tensor encoder.0.weight: expected one group of parameters, found none");
        assertThatIllegalArgumentException().isThrownBy(() -> new GroupOptimizers(tensors, List.of(all, rest)))
                .withMessage("tensor encoder.0.bias: expected one group of parameters, found all, rest");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GroupOptimizers(rest.tensors(), List.of(rest)).of(tensors.getFirst()))
                .withMessage("expected a tensor of the network, found encoder.0.weight");
    }

    /// The scale and shift of a normalisation: no weight and no bias of a linear op, no order of their own in the kernels.
    private record ScaleAndShift(ParameterTensor scale, ParameterTensor shift) implements ParameterSlice {
        @Override
        public List<ParameterRange> ranges() {
            return List.of(ParameterRange.of(scale), ParameterRange.of(shift));
        }

        @Override
        public void setGradients(Gradients gradients, Workspace worker, float[] gradient) {
            for (int i = scale.offset(); i < shift.end(); i++) {
                gradient[i] = i - 1.5f;
            }
        }
    }

    @Test
    void mayBeOfAnyKind() {
        var scale = new ParameterTensor("encoder.1.scale", List.of(2), 0, new Zeros(), 2, 2, true);
        var shift = new ParameterTensor("encoder.1.shift", List.of(2), 2, new Zeros(), 2, 2, false);
        var slices = new ParameterSlices(List.of(new ParameterSlices.NodeSlice(0, new ScaleAndShift(scale, shift))));
        var graph = Graph.of(Examples.dense().withPenalties(List.of(new WeightDecay(99))), BATCH);
        var parameters = new Parameters(graph, 1);
        var weights = new float[] {1, 2, 3, 4};
        var penalties = new Penalties(graph, weights);
        var update = new WeightUpdate(
                slices, weights, new float[0], new GradientSum(slices, penalties, weights), penalties,
                new GroupOptimizers(
                        List.of(scale, shift),
                        List.of(
                                new ParameterGroup("scales", List.of(scale), new Sgd(0.5, 0, false)),
                                new ParameterGroup("shifts", List.of(shift), new Sgd(0.25, 0, false)))),
                Optional.empty());
        assertThat(update.squares()).isEqualTo(1 + 4);

        penalties.beginWeightGradients(1);
        update.begin(1, 1);
        update.run(0, new Gradients(1, 1, 1),
                new Workspace(new ScalarKernels(), graph.workspace(), parameters.packed), new Stopwatch(1));

        float decay = 99f / Examples.PICTURE.size();
        assertThat(update.gradient()).containsExactly(-1.5f + decay, -0.5f + 2 * decay, 0.5f, 1.5f);
        assertThat(weights).containsExactly(
                1 - 0.5f * (-1.5f + decay), 2 - 0.5f * (-0.5f + 2 * decay), 3 - 0.125f, 4 - 0.375f);
        assertThat(update.squares()).isEqualTo((double) weights[0] * weights[0] + (double) weights[1] * weights[1]);
    }
}
