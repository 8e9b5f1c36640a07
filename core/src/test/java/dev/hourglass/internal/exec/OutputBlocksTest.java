package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.graph.Node;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.ScalarKernels;
import dev.hourglass.internal.kernel.VectorKernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.op.Gradients;
import dev.hourglass.internal.op.Noise;
import dev.hourglass.internal.op.Op;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.BlockLosses;
import dev.hourglass.spec.loss.GaussianLikelihood;
import dev.hourglass.spec.loss.Huber;
import dev.hourglass.spec.loss.LaplaceLikelihood;
import dev.hourglass.spec.loss.Loss;
import dev.hourglass.spec.loss.LossBlock;
import dev.hourglass.spec.loss.MeanAbsoluteError;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.loss.OutputBlock;
import dev.hourglass.spec.loss.Reconstruction;
import dev.hourglass.spec.loss.SoftmaxCrossEntropy;
import dev.hourglass.spec.loss.StructuralSimilarity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Outputs of several blocks, each a range under a loss of its own, against [Reference].
class OutputBlocksTest {
    private static final int FEATURES = 23;
    private static final int FIRST_CATEGORY = 2;
    private static final int CATEGORIES = 4;
    private static final int SAMPLES = 13;
    /// Its category is missing.
    private static final int INCOMPLETE = 5;
    private static final Noise NOISE = new Noise(5, 1);
    private static final double STEP = 1e-5;

    private static final BlockLosses LOSS = new BlockLosses(List.of(
            new LossBlock(2, new MeanSquaredError(), 0.7),
            new LossBlock(CATEGORIES, new SoftmaxCrossEntropy(CATEGORIES), 1.9),
            new LossBlock(3, new MeanSquaredError(), 3),
            new LossBlock(7, new BinaryCrossEntropy(), 0.2),
            new LossBlock(1, new GaussianLikelihood(0.4), 1.1),
            new LossBlock(2, new MeanAbsoluteError(), 0.8),
            new LossBlock(1, new LaplaceLikelihood(0.3), 1.2),
            new LossBlock(3, new Huber(0.2), 0.9)));
    private static final Autoencoder SPEC = new Autoencoder(
            Shape.of(FEATURES), List.of(new Dense(6, Activation.TANH)),
            List.of(new Dense(8, Activation.TANH), new Dense(FEATURES, Activation.IDENTITY)), LOSS);
    private static final Reconstruction OUTPUTS = LOSS.outputs(SPEC.input());

    /// One micro-batch on its way.
    private static final class Pass {
        final Graph graph = Graph.of(SPEC, SAMPLES);
        final Parameters parameters = new Parameters(graph, 7);
        final Objective objective = new Objective(graph, OUTPUTS);
        final Workspace workspace;
        final List<Op.Executor> executors = graph.nodes().stream().map(Node::executor).toList();

        Pass(Kernels kernels, Dataset data) {
            workspace = new Workspace(kernels, graph.workspace(), parameters.packed);
            workspace.take(IntStream.range(0, SAMPLES).toArray(), 0, SAMPLES, NOISE);
            workspace.sums.weigh(SAMPLES, 1f / (SAMPLES * OUTPUTS.terms()));
            new MicroBatchLoader(graph).fill(workspace, data);
            executors.forEach(executor -> executor.forward(workspace));
            objective.compute(workspace);
        }

        float[][] codeGradients() {
            var partition = graph.partition();
            var gradients = new Gradients(partition.groups(), graph.gradients(), graph.operands());
            gradients.begin(1, workspace.panels());
            gradients.accumulate(0, workspace);
            for (int i = executors.size() - 1; i >= graph.encoderNodes(); i--) {
                executors.get(i).addWeightGradients(workspace);
                executors.get(i).backward(workspace);
            }
            return read(graph.code().gradient());
        }

        float[][] read(Buffer buffer) {
            var rows = new float[SAMPLES][];
            SampleTransposer.read(workspace, buffer, new RowSink.Arrays(rows), 0);
            return rows;
        }

        /// The loss of a sample, summed over blocks, with one number of its code moved.
        double reference(Dataset data, int sample, int moved, double step) {
            var values = IntStream.range(0, graph.parameters()).mapToDouble(i -> parameters.values[i]).toArray();
            var clean = doubles(data.sample(sample));
            var reference = new Reference(SPEC, OUTPUTS, values, NOISE, sample, 0, 0);
            var code = reference.encode(clean, 0);
            code[moved] += step;
            return reference.decode(code, 0, clean);
        }
    }

    static List<Arguments> kernelsAndData() {
        return Stream.of(new ScalarKernels(), new VectorKernels())
                .flatMap(kernels -> Stream.of(data(), incomplete()).map(data -> Arguments.of(kernels, data)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("kernelsAndData")
    void lossesAreTheWeightedSumOfAllBlocks(Kernels kernels, Dataset data) {
        var pass = new Pass(kernels, data);
        for (int sample = 0; sample < SAMPLES; sample++) {
            assertThat(pass.objective.of(pass.workspace, sample)).as("sample %d", sample)
                    .isCloseTo(pass.reference(data, sample, 0, 0) / FEATURES, withinPercentage(0.001));
        }
    }

    @ParameterizedTest
    @MethodSource("kernelsAndData")
    void gradientsOfCodesMatchFiniteDifferences(Kernels kernels, Dataset data) {
        var pass = new Pass(kernels, data);
        var gradients = pass.codeGradients();
        for (int sample = 0; sample < SAMPLES; sample++) {
            for (int i = 0; i < gradients[sample].length; i++) {
                double above = pass.reference(data, sample, i, STEP);
                double below = pass.reference(data, sample, i, -STEP);
                double expected = (above - below) / (2 * STEP) / (SAMPLES * FEATURES);
                assertThat((double) gradients[sample][i]).as("sample %d, number %d of its code", sample, i)
                        .isCloseTo(expected, within(1e-3 * Math.abs(expected) + 1e-7));
            }
        }
    }

    @Test
    void aMissingCategoryCostsNothing() {
        var pass = new Pass(new VectorKernels(), data());
        var gradients = pass.read(pass.graph.output().gradient());
        assertThat(category(gradients[INCOMPLETE])).containsOnly(0);
        assertThat(category(gradients[INCOMPLETE + 1])).doesNotContain(0);
    }

    @Test
    void missingFeaturesHaveNoGradientAndTheOthersTheirOwn() {
        var data = incomplete();
        var vector = new Pass(new VectorKernels(), data);
        var gradients = vector.read(vector.graph.output().gradient());
        for (int sample = 0; sample < SAMPLES; sample++) {
            var row = data.sample(sample);
            boolean hasCategory = sample != INCOMPLETE && !isAnyMissing(category(row));
            for (int f = 0; f < FEATURES; f++) {
                boolean isOfCategory = f >= FIRST_CATEGORY && f < FIRST_CATEGORY + CATEGORIES;
                boolean isPresent = isOfCategory ? hasCategory : !Float.isNaN(row[f]);
                assertThat(gradients[sample][f] != 0).as("sample %d, feature %d", sample, f).isEqualTo(isPresent);
            }
        }
        var scalar = new Pass(new ScalarKernels(), data);
        assertThat(scalar.read(scalar.graph.output().gradient())).isDeepEqualTo(gradients);
        assertThat(scalar.workspace.sums.loss).isEqualTo(vector.workspace.sums.loss);
    }

    @Test
    void aSampleThatIsMissingAltogetherCostsNothing() {
        var rows = new float[SAMPLES][FEATURES];
        Arrays.fill(rows[3], Float.NaN);
        var pass = new Pass(new VectorKernels(), Dataset.withMissing(rows));
        assertThat(pass.objective.of(pass.workspace, 3)).isZero();
        assertThat(pass.objective.nats(pass.workspace, 3)).isZero();
        assertThat(pass.read(pass.graph.input().value())[3]).containsOnly(0);
        pass.objective.finish(pass.workspace);
        assertThat(pass.objective.sampleLoss(pass.workspace, 3).error().orElseThrow().squared()).isZero();
    }

    @Test
    void eachBlockIsTurnedBackByItsOwnLoss() {
        var pass = new Pass(new VectorKernels(), data());
        var logits = pass.read(pass.graph.output().value());
        pass.objective.finish(pass.workspace);
        var outputs = pass.read(pass.graph.output().value());
        for (int sample = 0; sample < SAMPLES; sample++) {
            double sum = 0;
            for (int f = 0; f < FEATURES; f++) {
                double y = logits[sample][f];
                sum += f >= FIRST_CATEGORY && f < FIRST_CATEGORY + CATEGORIES ? Math.exp(y) : 0;
            }
            for (int f = 0; f < FEATURES; f++) {
                double y = logits[sample][f];
                double expected = f < FIRST_CATEGORY ? y
                        : f < FIRST_CATEGORY + CATEGORIES ? Math.exp(y) / sum
                                : f < 9 || f >= 16 ? y : 1 / (1 + Math.exp(-y));
                assertThat((double) outputs[sample][f]).as("sample %d, output %d", sample, f)
                        .isCloseTo(expected, within(1e-6));
            }
        }
    }

    @Test
    void everyLossIsAmongTheBlocks() {
        assertThat(OUTPUTS.blocks().stream().<Class<?>>map(block -> block.loss().getClass()))
                .containsAll(Arrays.stream(Loss.class.getPermittedSubclasses())
                        .filter(loss -> loss != BlockLosses.class && loss != StructuralSimilarity.class)
                        .toList());
    }

    @Test
    void refusesBlocksWithGapsOrOfOtherSizes() {
        var first = OutputBlock.ofFeatures(0, 2, new MeanSquaredError());
        var last = OutputBlock.ofFeatures(3, 1, new MeanSquaredError());
        assertThatThrownBy(() -> new Reconstruction(Shape.of(4), List.of(first, last)))
                .isInstanceOf(SpecException.class).hasMessageContaining("a block of features from 2 on");
        assertThatThrownBy(() -> new Reconstruction(Shape.of(4), List.of(first)))
                .isInstanceOf(SpecException.class).hasMessage("outputs: expected blocks of 4 features, found 2");
        assertThatThrownBy(() -> OutputBlock.ofFeatures(0, 3, new SoftmaxCrossEntropy(4)))
                .isInstanceOf(SpecException.class).hasMessageContaining("an output for each class");
        assertThatThrownBy(() -> first.withWeight(0)).isInstanceOf(SpecException.class);
    }

    private static float[] category(float[] features) {
        return Arrays.copyOfRange(features, FIRST_CATEGORY, FIRST_CATEGORY + CATEGORIES);
    }

    private static double[] doubles(float[] features) {
        return IntStream.range(0, features.length).mapToDouble(i -> features[i]).toArray();
    }

    private static boolean isAnyMissing(float[] features) {
        return IntStream.range(0, features.length).anyMatch(i -> Float.isNaN(features[i]));
    }

    /// A fifth of all features is missing.
    private static Dataset incomplete() {
        var data = data();
        var random = new Random(9);
        return Dataset.withMissing("incomplete table", data.shape(), data.size(), (sample, row) -> {
            data.read(sample, 0, FEATURES, row, 0, 1);
            for (int f = 0; f < FEATURES; f++) {
                row[f] = random.nextInt(5) == 0 ? Float.NaN : row[f];
            }
        }, Optional.empty());
    }

    private static Dataset data() {
        var random = new Random(3);
        var values = new float[SAMPLES * FEATURES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            int at = sample * FEATURES;
            for (int f = 0; f < FEATURES; f++) {
                values[at + f] = random.nextFloat();
            }
            Arrays.fill(values, at + FIRST_CATEGORY, at + FIRST_CATEGORY + CATEGORIES, 0);
            if (sample != INCOMPLETE) {
                values[at + FIRST_CATEGORY + random.nextInt(CATEGORIES)] = 1;
            }
        }
        return Dataset.ofFloats("table", Shape.of(FEATURES), values, Optional.empty());
    }
}
