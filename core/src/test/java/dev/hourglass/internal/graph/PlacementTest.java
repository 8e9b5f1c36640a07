package dev.hourglass.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.internal.exec.Examples;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.op.NormaliseOp;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.layer.Activation;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlacementTest {
    private static List<Autoencoder> specs() {
        return List.of(
                Examples.dense(), Examples.convolutional(), Examples.variational(), Examples.classifier(),
                Examples.residual(), Examples.normalised(), Examples.skipping());
    }

    @ParameterizedTest
    @MethodSource("specs")
    void keepsEveryValueUntilItsLastReaderIsDone(Autoencoder spec) {
        for (var graph : List.of(
                Graph.of(spec, 100), Graph.forInference(spec, Kernels.LANES), Graph.forInference(spec, 1))) {
            var owners = new Buffer[graph.memory()];
            claim(owners, graph.input().value(), graph);
            for (var node : graph.nodes()) {
                for (var input : node.inputs()) {
                    assertThat(owners(owners, input.value(), graph)).as(node.title()).containsOnly(input.value());
                }
                node.outputs().forEach(output -> claim(owners, output.value(), graph));
            }
            assertThat(owners(owners, graph.output().value(), graph)).containsOnly(graph.output().value());
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void keepsEveryGradientUntilTheOpBeforeItIsDone(Autoencoder spec) {
        var graph = Graph.of(spec, 100);
        var owners = new Buffer[graph.memory()];
        claim(owners, graph.output().gradient(), graph);
        for (var node : graph.nodes().reversed()) {
            // of what normalises, the other output has none
            var outputs = node.op() instanceof NormaliseOp ? List.of(node.out()) : node.outputs();
            for (var output : outputs) {
                assertThat(owners(owners, output.gradient(), graph)).as(node.title()).containsOnly(output.gradient());
            }
            if (node.op().activation() != Activation.IDENTITY) {
                outputs.forEach(output -> change(owners, output.gradient(), graph));
            }
            node.inputs().forEach(input -> claim(owners, input.gradient(), graph));
        }
    }

    private static void change(@Nullable Buffer[] owners, Buffer gradient, Graph graph) {
        Arrays.fill(owners, gradient.offset(), end(gradient, graph), null);
    }

    private static void claim(@Nullable Buffer[] owners, Buffer value, Graph graph) {
        Arrays.fill(owners, value.offset(), end(value, graph), value);
    }

    private static @Nullable Buffer[] owners(@Nullable Buffer[] owners, Buffer value, Graph graph) {
        return Arrays.copyOfRange(owners, value.offset(), end(value, graph));
    }

    private static int end(Buffer value, Graph graph) {
        return value.offset() + value.panel() * graph.partition().panels();
    }
}
