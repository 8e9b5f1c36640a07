package dev.hourglass.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.internal.exec.Examples;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Variable;
import dev.hourglass.internal.op.AddOp;
import dev.hourglass.internal.op.NormaliseOp;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.layer.Activation;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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

    /// What an op writes is a gradient of its own, also where it stands at the place of one that is not needed any more; only the parts of a sum
    /// have that of the sum.
    @ParameterizedTest
    @MethodSource("specs")
    void keepsEveryGradientUntilTheOpBeforeItIsDone(Autoencoder spec) {
        var graph = Graph.of(spec, 100);
        var owners = new Object[graph.memory()];
        var gradients = new IdentityHashMap<Variable, Object>();
        write(owners, gradients, graph.output(), graph);
        for (var node : graph.nodes().reversed()) {
            // of what normalises, the other outputs have none
            var outputs = node.op() instanceof NormaliseOp ? List.of(node.out()) : node.outputs();
            for (var output : outputs) {
                assertThat(Arrays.copyOfRange(owners, output.gradient().offset(), end(output.gradient(), graph)))
                        .as(node.title())
                        .containsOnly(gradients.get(output));
            }
            if (node.op().activation() != Activation.IDENTITY) {
                outputs.forEach(output -> write(owners, gradients, output, graph));
            }
            for (var input : node.inputs()) {
                if (node.op() instanceof AddOp && input.gradient().equals(node.out().gradient())) {
                    gradients.put(input, gradients.get(node.out()));
                } else {
                    write(owners, gradients, input, graph);
                }
            }
        }
    }

    private static void write(Object[] owners, Map<Variable, Object> gradients, Variable variable, Graph graph) {
        var written = new Object();
        gradients.put(variable, written);
        Arrays.fill(owners, variable.gradient().offset(), end(variable.gradient(), graph), written);
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
