package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.graph.Node;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.ScalarKernels;
import dev.hourglass.internal.kernel.VectorKernels;
import dev.hourglass.internal.layout.Floats;
import dev.hourglass.internal.op.LinearOp;
import dev.hourglass.internal.op.MaxPoolOp;
import dev.hourglass.internal.op.Op;
import dev.hourglass.internal.op.ResizeConvolutionOp;
import dev.hourglass.internal.op.WinogradOp;
import dev.hourglass.internal.op.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Operations on one sample, split across threads.
class ExecutorRangeTest {
    private static final Graph LARGE = Graph.forInference(Examples.large(), 1);

    private static List<Kernels> kernels() {
        return List.of(new VectorKernels(), new ScalarKernels());
    }

    @Test
    void sharesDenseLayersPoolingAndConvolutionsOfEveryForm() {
        assertThat(LARGE.nodes().stream().filter(node -> parts(node) > 1).map(Node::op).map(Object::getClass))
                .containsSubsequence(
                        LinearOp.class, MaxPoolOp.class, WinogradOp.class, LinearOp.class, ResizeConvolutionOp.class);
    }

    @Test
    void sharesNothingThatIsSmallOrOfManySamples() {
        assertThat(Graph.forInference(Examples.dense(), 1).nodes()).allMatch(node -> parts(node) == 1);
        assertThat(Graph.forInference(Examples.large(), Kernels.LANES).nodes()).allMatch(node -> parts(node) == 1);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void givesTheSameBitsInPartsOfAnyOrder(Kernels kernels) {
        var random = new Random(3);
        for (var node : LARGE.nodes()) {
            if (parts(node) > 1) {
                var whole = workspace(kernels);
                node.executor().forward(whole);
                var parted = workspace(kernels);
                var executor = (Op.DivisibleExecutor) node.executor();
                for (int part = executor.parts() - 1; part >= 0; part--) {
                    executor.forwardPart(parted.shared().get(random.nextInt(Workspace.THREADS)), part);
                }
                executor.finish(parted);
                assertThat(output(node, parted)).as(node.name()).isEqualTo(output(node, whole)).isNotEmpty();
            }
        }
    }

    /// Another thread is started where there is a processor for it, unless the common pool is to have none.
    @ParameterizedTest
    @CsvSource({"2, 3, true", "1, 3, false", "2, 0, false"})
    void startsNoMoreThreadsThanProcessors(int processors, int pool, boolean starts) throws Exception {
        assertThat(AnotherJvm.run(
                ExecutorRangeTest.class, "-XX:ActiveProcessorCount=" + processors,
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=" + pool))
                .containsExactly(Boolean.toString(starts));
    }

    /// Prints whether encoding one sample has started another thread of the engine.
    public static void main(String[] args) {
        var spec = Examples.large();
        new Network(spec, Initialisation.weights(LARGE, 5), Kernels.best()).encode(Examples.discs(1));
        System.out.println(Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("hourglass-1")));
    }

    private static int parts(Node node) {
        return node.executor() instanceof Op.DivisibleExecutor divisible ? divisible.parts() : 1;
    }

    /// Filled with the same numbers at any time, but for the scratch of each thread.
    private static Workspace workspace(Kernels kernels) {
        var packed = Floats.array(LARGE.packed());
        ParameterSlices.of(LARGE).pack(Initialisation.weights(LARGE, 5), packed);
        var workspace = new Workspace(kernels, LARGE.workspace(), packed);
        var random = new Random(1);
        for (int i = 0; i < LARGE.scratchAt(); i++) {
            workspace.memory[i] = random.nextFloat() - 0.5f;
        }
        workspace.take(0, 1);
        return workspace;
    }

    private static List<Float> output(Node node, Workspace workspace) {
        var out = node.out().value();
        var numbers = new ArrayList<Float>();
        for (int y = 0; y < out.extent().height(); y++) {
            for (int i = 0; i < out.row(); i++) {
                numbers.add(workspace.memory[out.at(0, y, 0) + i]);
            }
        }
        return numbers;
    }
}
