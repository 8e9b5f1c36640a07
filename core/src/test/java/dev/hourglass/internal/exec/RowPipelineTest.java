package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.graph.Node;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Floats;
import dev.hourglass.internal.op.Gradients;
import dev.hourglass.internal.op.Op;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activate;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.AvgPool2d;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.GroupNorm;
import dev.hourglass.spec.layer.Interpolation;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.layer.Residual;
import dev.hourglass.spec.layer.Upsample2d;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowPipelineTest {
    private static final int SAMPLES = 37;

    private static List<Autoencoder> specs() {
        return List.of(
                blocks(), poolsInside(), Examples.upsampling(), Examples.residual(),
                Examples.normalised(), Examples.skipping(), Examples.signal());
    }

    /// Residual blocks of each kind, on pictures whose height is odd.
    private static Autoencoder blocks() {
        return new Autoencoder(
                Shape.of(13, 11, 2),
                List.of(
                        new Conv2d(24, 3, Activation.RELU), block(24), new AvgPool2d(3), block(30),
                        new Conv2d(5, 1, Activation.TANH)),
                List.of(Upsample2d.to(13, 11, Interpolation.NEAREST), block(24), new Conv2d(2, 3, Activation.IDENTITY)),
                new MeanSquaredError());
    }

    private static Layer block(int filters) {
        return new Residual(List.of(
                new GroupNorm(1), new Activate(Activation.SILU), new Conv2d(filters, 3, Activation.IDENTITY),
                new GroupNorm(3), new Conv2d(filters, 3, Activation.IDENTITY)));
    }

    /// A block that computes rows of its picture from fewer rows of it than the shortcut reads.
    private static Autoencoder poolsInside() {
        return new Autoencoder(
                Shape.of(7, 7, 2),
                List.of(
                        new Conv2d(4, 3, Activation.IDENTITY),
                        new Residual(List.of(
                                new AvgPool2d(3), Upsample2d.to(7, 7, Interpolation.NEAREST),
                                new Conv2d(4, 1, Activation.IDENTITY))),
                        new Conv2d(4, 3, Activation.IDENTITY)),
                List.of(new Conv2d(2, 3, Activation.IDENTITY)),
                new MeanSquaredError());
    }

    @ParameterizedTest
    @MethodSource("specs")
    void computesWhatTheOperationsComputeAlone(Autoencoder spec) {
        var graph = Graph.of(spec, SAMPLES);
        var executors = graph.nodes().stream().map(Node::executor).toList();
        int first = IntStream.range(0, executors.size())
                .filter(i -> graph.nodes().get(i).op().hasParameters())
                .findFirst()
                .orElseThrow();
        var alone = workspace(graph);
        executors.forEach(executor -> executor.forward(alone));
        setOutputGradient(graph, alone);
        for (int i = executors.size() - 1; i >= first; i--) {
            back(executors.get(i), alone);
        }

        var pipelines = RowPipeline.of(graph, executors, first);
        var watch = new Stopwatch(executors.size());
        var together = workspace(graph);
        together.bandsDone = new int[pipelines.stream().mapToInt(RowPipeline::stages).max().orElse(0)];
        int next = 0;
        for (var pipeline : pipelines) {
            executors.subList(next, pipeline.first()).forEach(executor -> executor.forward(together));
            pipeline.forward(together, watch);
            next = pipeline.last() + 1;
        }
        executors.subList(next, executors.size()).forEach(executor -> executor.forward(together));
        setOutputGradient(graph, together);
        int done = executors.size();
        for (var pipeline : pipelines.reversed()) {
            executors.subList(pipeline.last() + 1, done).reversed().forEach(executor -> back(executor, together));
            pipeline.backward(together, watch);
            done = pipeline.first();
        }
        executors.subList(first, done).reversed().forEach(executor -> back(executor, together));

        assertThat(Arrays.copyOf(together.memory, together.scratchAt))
                .isEqualTo(Arrays.copyOf(alone.memory, alone.scratchAt));
        assertThat(together.gradients).isEqualTo(alone.gradients);
        assertThat(together.denseOperands).isEqualTo(alone.denseOperands);
    }

    private static void back(Op.Executor executor, Workspace workspace) {
        executor.addWeightGradients(workspace);
        executor.backward(workspace);
    }

    private static Workspace workspace(Graph graph) {
        var random = new Random(5);
        var packed = Floats.array(graph.packed());
        for (int i = 0; i < packed.length; i++) packed[i] = (float) random.nextGaussian() / 4;
        var workspace = new Workspace(Kernels.best(), graph.workspace(), packed);
        workspace.take(0, Math.min(SAMPLES, graph.partition().samples()));
        var gradients = new Gradients(1, graph.gradients(), graph.operands());
        gradients.begin(1, workspace.panels());
        gradients.accumulate(0, workspace);
        fill(graph.input().value(), workspace, random);
        return workspace;
    }

    private static void setOutputGradient(Graph graph, Workspace workspace) {
        fill(graph.output().gradient(), workspace, new Random(6));
    }

    private static void fill(Buffer buffer, Workspace workspace, Random random) {
        for (int panel = 0; panel < workspace.panels(); panel++) {
            for (int y = 0; y < buffer.extent().height(); y++) {
                int at = buffer.at(panel, y, 0);
                for (int i = at; i < at + buffer.row(); i++) workspace.memory[i] = (float) random.nextGaussian();
            }
        }
    }

    /// A block that normalises is one with its sum and with what comes before and behind, up to a shortcut's projection and to the code; the
    /// projection is one with the enlargement behind it.
    @Test
    void goesOnWhereEachReadsWhatTheOneBeforeWrites() {
        var graph = Graph.of(blocks(), SAMPLES);
        var executors = graph.nodes().stream().map(Node::executor).toList();
        assertThat(RowPipeline.of(graph, executors, 0).stream()
                .map(pipeline -> graph.nodes().subList(pipeline.first(), pipeline.last() + 1).stream()
                        .map(node -> node.op().getClass().getSimpleName())
                        .toList()))
                .containsExactly(
                        List.of("LinearOp", "SplitOp", "NormaliseOp", "WinogradOp", "NormaliseOp", "WinogradOp",
                                "AddOp",
                                "AvgPoolOp", "SplitOp", "NormaliseOp", "WinogradOp", "NormaliseOp", "WinogradOp"),
                        List.of("AddOp", "LinearOp"),
                        List.of("SplitOp", "UpsampleOp", "NormaliseOp", "LinearOp", "NormaliseOp", "WinogradOp"),
                        List.of("LinearOp", "UpsampleOp"),
                        List.of("AddOp", "LinearOp"));
    }
}
