package dev.hourglass.internal.exec;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.graph.Node;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.op.CopyOp;
import dev.hourglass.internal.op.LearntDeviationOp;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.loss.Reconstruction;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Which units of one layer a gradient passes, by their outputs for some samples.
final class UnitActivity {
    /// A smaller slope passes nothing that single precision would notice.
    private static final float LEAST_SLOPE = 1e-6f;
    /// Outputs that are nearer to their target than this are where they should be.
    private static final float NEAR = 0.01f;

    private final String title;
    private final Activation activation;
    private final Buffer values;
    private final Optional<Buffer> target;
    private final boolean[] hasSlope;
    private final boolean[] isWrong;
    private int samples;

    private UnitActivity(Node node, Activation activation, Optional<Buffer> target) {
        this.title = node.title();
        this.activation = activation;
        this.values = node.out().value();
        this.target = target;
        this.hasSlope = new boolean[values.extent().channels()];
        this.isWrong = new boolean[hasSlope.length];
    }

    /// One for each layer with an activation that can be flat.
    static List<UnitActivity> of(Graph graph) {
        var nodes = graph.nodes();
        return IntStream.range(0, nodes.size())
                .boxed()
                .flatMap(i -> canBeFlat(nodes.get(i).op().activation())
                        .map(f -> new UnitActivity(nodes.get(i), f, target(graph, i)))
                        .stream())
                .toList();
    }

    private static Optional<Activation> canBeFlat(Activation activation) {
        return switch (activation) {
            case IDENTITY, LEAKY_RELU, GELU, SILU -> Optional.empty();
            case RELU, ELU, SIGMOID, TANH, SOFTPLUS, SELU, HARD_SIGMOID -> Optional.of(activation);
        };
    }

    /// What the values of a node are compared with, where nothing but another arrangement follows.
    private static Optional<Buffer> target(Graph graph, int node) {
        boolean isLast = graph.spec().outputs() instanceof Reconstruction
                && graph.nodes().stream().skip(node + 1L).allMatch(next -> next.op() instanceof CopyOp
                        || next.op() instanceof LearntDeviationOp);
        return isLast ? Optional.of(graph.target()) : Optional.empty();
    }

    void collect(Workspace workspace) {
        samples += workspace.batch.count() / workspace.batch.samplesPerInput();
        for (int panel = 0; panel < workspace.panels(); panel++) {
            int lanes = Math.min(Kernels.LANES, workspace.batch.count() - panel * Kernels.LANES);
            for (int feature = 0; feature < values.extent().features(); feature++) {
                int unit = feature % hasSlope.length;
                if (!hasSlope[unit]) {
                    collect(workspace.memory, panel, feature, lanes);
                }
            }
        }
    }

    private void collect(float[] memory, int panel, int feature, int lanes) {
        int unit = feature % hasSlope.length;
        int at = at(values, panel, feature);
        int wanted = target.map(buffer -> at(buffer, panel, feature)).orElse(at);
        for (int lane = 0; lane < lanes; lane++) {
            hasSlope[unit] |= slope(memory[at + lane]) > LEAST_SLOPE;
            isWrong[unit] |= Math.abs(memory[at + lane] - memory[wanted + lane]) > NEAR;
        }
    }

    private static int at(Buffer buffer, int panel, int feature) {
        int row = buffer.extent().width() * buffer.extent().channels();
        return buffer.at(panel, feature / row, 0) + feature % row * Kernels.LANES;
    }

    /// Of the activation, where it has a value.
    private double slope(float value) {
        return switch (activation) {
            case IDENTITY -> 1;
            case RELU -> value > 0 ? 1 : 0;
            case LEAKY_RELU -> value > 0 ? 1 : 0.01;
            case ELU -> value > 0 ? 1 : value + 1;
            case SIGMOID -> value * (1 - value);
            case TANH -> 1 - value * value;
            case SOFTPLUS -> -Math.expm1(-value);
            case SELU -> value > 0 ? 1 : value + 1.7581;
            case HARD_SIGMOID -> value > 0 && value < 1 ? 1 : 0;
            case GELU, SILU -> throw new IllegalStateException("the slope does not follow from the value");
        };
    }

    LayerActivity result() {
        int dead = (int) IntStream.range(0, hasSlope.length)
                .filter(unit -> !hasSlope[unit] && (target.isEmpty() || isWrong[unit]))
                .count();
        return new LayerActivity(title, activation, dead, hasSlope.length, samples);
    }
}
