package dev.hourglass.internal.exec;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.graph.Node;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Floats;
import dev.hourglass.internal.op.Op;
import dev.hourglass.internal.op.Workspace;
import java.util.LinkedHashMap;
import java.util.List;

/// Forward passes over panels of one width, from any number of threads.
final class InferencePass {
    /// A pass over some of a dataset's samples.
    interface Pass {
        /// @param count at most [#samples]
        void run(InferencePass inference, Dataset data, int first, int count, RowSink result);
    }

    private final Graph graph;
    private final List<Op.Executor> executors;
    private final ExecutorRange whole;
    private final ExecutorRange encoder;
    private final ExecutorRange decoder;
    /// The encoder up to the means and log-variances of a variational code, and what comes behind.
    private final ExecutorRange recogniser;
    private final ExecutorRange generator;
    private final Objective objective;
    private final WorkspacePool pool;
    /// Whether features of samples may be NaN, which the network reads as 0. Numbers of codes may not.
    private final boolean zeroesMissing;

    /// @param weights all parameters in file order
    InferencePass(Graph graph, Kernels kernels, float[] weights) {
        var packed = Floats.array(graph.packed());
        ParameterSlices.of(graph).pack(weights, packed);
        this.graph = graph;
        this.executors = graph.nodes().stream().map(Node::executor).toList();
        int code = graph.encoderNodes();
        int moments = Math.max(0, code - 1);
        this.whole = new ExecutorRange(executors, 0, executors.size());
        this.encoder = new ExecutorRange(executors, 0, code);
        this.decoder = new ExecutorRange(executors, code, executors.size());
        this.recogniser = new ExecutorRange(executors, 0, moments);
        this.generator = new ExecutorRange(executors, moments, executors.size());
        this.objective = new Objective(graph);
        this.zeroesMissing = graph.spec().loss().allowsMissing();
        this.pool = new WorkspacePool(() -> new Workspace(kernels, graph.workspace(), packed));
    }

    Graph graph() {
        return graph;
    }

    WorkspacePool pool() {
        return pool;
    }

    Objective objective() {
        return objective;
    }

    /// Means and log-variances, where the code is variational.
    Buffer moments() {
        return graph.nodes().get(graph.encoderNodes() - 1).in().value();
    }

    void encodeMoments(Dataset data, int first, int count, RowSink result) {
        pass(data, graph.input().value(), recogniser, moments(), first, count, result);
    }

    /// From means and log-variances to the loss of the outputs.
    void decodeMoments(Workspace workspace) {
        generator.forward(workspace);
        objective.computeLoss(workspace);
    }

    /// Samples that one pass takes at most.
    int samples() {
        return graph.partition().panels() * graph.lanes();
    }

    void encode(Dataset data, int first, int count, RowSink result) {
        pass(data, graph.input().value(), encoder, graph.code().value(), first, count, result);
    }

    void reconstruct(Dataset data, int first, int count, RowSink result) {
        pass(data, graph.input().value(), whole, graph.output().value(), first, count, result);
    }

    void decode(Dataset codes, int first, int count, RowSink result) {
        pass(codes, graph.code().value(), decoder, graph.output().value(), first, count, result);
    }

    private void pass(
            Dataset data, Buffer in, ExecutorRange range, Buffer out, int first, int count, RowSink result) {
        var workspace = pool.take();
        try {
            workspace.take(first, count);
            if (!passDirectly(workspace, data, range, first, count)) {
                SampleTransposer.fill(workspace, data, in, zeroesMissing && range != decoder);
                range.forward(workspace);
            }
            if (range == whole || range == decoder) {
                objective.finish(workspace);
            }
            SampleTransposer.read(workspace, out, result, first);
        } finally {
            pool.giveBack(workspace);
        }
    }

    /// From a caller's array, which is read once, by the first operation, where that reads whole samples. What several operations read goes
    /// through a `SplitOp` first, and codes of which the encoder keeps something for the decoder are not decoded by themselves.
    ///
    /// @return whether that was possible, and no sample was found that may not be finite
    private boolean passDirectly(
            Workspace workspace, Dataset data, ExecutorRange range, int first, int count) {
        if (!(data instanceof BufferedRows rows) || !rows.isInArray() || !range.readsRows(count)) {
            return false;
        }
        workspace.batch.setLabels(data.labels());
        return range.forward(workspace, rows.values().array(), rows.at(first));
    }

    /// What each node makes of the first sample, in forward order; of nodes of one layer the last alone.
    List<LayerOutput> outputs(Dataset data) {
        var workspace = pool.take();
        try {
            workspace.take(0, 1);
            SampleTransposer.fill(workspace, data, graph.input().value(), zeroesMissing);
            var outputs = new LinkedHashMap<String, LayerOutput>();
            for (int i = 0; i < executors.size(); i++) {
                executors.get(i).forward(workspace);
                if (i == executors.size() - 1) {
                    objective.finish(workspace);
                }
                var node = graph.nodes().get(i);
                var rows = new float[1][];
                SampleTransposer.read(workspace, node.out().value(), new RowSink.Arrays(rows), 0);
                // A layer of several nodes stands where its last one does.
                outputs.putLast(node.name(), new LayerOutput(node.name(), node.out().extent(), rows[0]));
            }
            return List.copyOf(outputs.values());
        } finally {
            pool.giveBack(workspace);
        }
    }

    /// From the input to the code.
    void encode(Workspace workspace) {
        encoder.forward(workspace);
    }

    /// From the input to the output.
    void forward(Workspace workspace) {
        whole.forward(workspace);
    }
}
