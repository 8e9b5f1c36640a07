package dev.hourglass.internal.op;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.graph.Node;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Floats;
import dev.hourglass.internal.layout.ParameterRange;
import java.util.List;

/// One node of a graph with weights and random input, run on its own: forward, weight gradients, input gradient.
public final class LayerPasses {
    private final Node node;
    private final WeightedOp op;
    private final Workspace workspace;
    private final Op.Executor executor;
    private final Gradients gradients;
    private final List<ParameterSlice> slices;
    private final float[] gradient;

    /// @param weights all parameters of the graph, in file order
    public LayerPasses(Graph graph, Node node, float[] weights, int samples, Kernels kernels) {
        this.node = node;
        this.op = (WeightedOp) node.op();
        this.executor = node.executor();
        this.slices = op.parameterSlices(graph.nodes().stream().map(Node::op).toList());
        this.gradient = new float[graph.parameters()];
        var packed = Floats.array(graph.packed());
        slices.forEach(slice -> slice.pack(weights, packed));
        this.workspace = new Workspace(kernels, graph.workspace(), packed);
        this.gradients = new Gradients(1, graph.gradients(), graph.operands());
        workspace.take(0, samples);
    }

    public void forward() {
        executor.forward(workspace);
    }

    public void addWeightGradients() {
        gradients.begin(1, workspace.panels());
        gradients.accumulate(0, workspace);
        executor.addWeightGradients(workspace);
    }

    public void backward() {
        executor.backward(workspace);
    }

    public void setInput(double[][] samples) {
        set(node.in().value(), samples);
    }

    public void setOutputGradient(double[][] samples) {
        set(node.out().gradient(), samples);
    }

    public double[][] output(int samples) {
        return get(node.out().value(), samples);
    }

    public double[][] inputGradient(int samples) {
        return get(node.in().gradient(), samples);
    }

    /// The gradients of the weights in file order, after [#addWeightGradients].
    public double[] weightGradient() {
        for (var slice : slices) {
            slice.setGradients(gradients, workspace, gradient);
        }
        var range = ParameterRange.of(op.weight());
        var values = new double[op.weight().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = gradient[range.from() + i];
        }
        return values;
    }

    private void set(Buffer buffer, double[][] samples) {
        for (int s = 0; s < samples.length; s++) {
            for (int f = 0; f < samples[s].length; f++) {
                workspace.memory[at(buffer, s, f)] = (float) samples[s][f];
            }
        }
    }

    private double[][] get(Buffer buffer, int samples) {
        var values = new double[samples][buffer.extent().features()];
        for (int s = 0; s < samples; s++) {
            for (int f = 0; f < values[s].length; f++) {
                values[s][f] = workspace.memory[at(buffer, s, f)];
            }
        }
        return values;
    }

    private static int at(Buffer buffer, int sample, int feature) {
        int channels = buffer.extent().channels();
        int pixel = feature / channels;
        int width = buffer.extent().width();
        return buffer.at(sample / buffer.lanes(), pixel / width, pixel % width)
                + feature % channels * buffer.lanes() + sample % buffer.lanes();
    }
}
