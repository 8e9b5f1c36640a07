package dev.hourglass.internal.exec;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.op.AddOp;
import dev.hourglass.internal.op.BandPass;
import dev.hourglass.internal.op.Bands;
import dev.hourglass.internal.op.Op;
import dev.hourglass.internal.op.SplitOp;
import dev.hourglass.internal.op.Workspace;
import java.util.ArrayList;
import java.util.List;

/// Operations that follow each other and take turns, band by band of rows ([BandPass]): what one writes, the next reads from the cache, where
/// pictures of a panel are larger than it. Each computes its bands from top to bottom as it would alone, so the bits are the same.
final class RowPipeline {
    /// A pass of one of the operations.
    ///
    /// @param lap what the time is spent on
    private record Stage(BandPass pass, int lap) {}

    private final int first;
    private final int last;
    private final List<Stage> forward = new ArrayList<>();
    private final List<Stage> backward = new ArrayList<>();

    private RowPipeline(int first, List<Bands> operations) {
        this.first = first;
        this.last = first + operations.size() - 1;
        for (int i = 0; i < operations.size(); i++) {
            add(forward, operations.get(i).forward(), Stopwatch.forward(first + i));
        }
        for (int i = operations.size() - 1; i >= 0; i--) {
            add(backward, operations.get(i).weightGradients(), Stopwatch.weightGradient(first + i));
            add(backward, operations.get(i).backward(), Stopwatch.inputGradient(first + i));
        }
    }

    private static void add(List<Stage> stages, List<BandPass> passes, int lap) {
        passes.forEach(pass -> stages.add(new Stage(pass, lap)));
    }

    /// All that a graph has, in its order. None goes across the code, where penalties add to the gradient. A sum and the split before it, whose
    /// other part it reads, are in one only if something between them waits for all rows: otherwise a row of that part could be read before it
    /// is there.
    ///
    /// @param from the first node with a way back
    static List<RowPipeline> of(Graph graph, List<Op.Executor> executors, int from) {
        var pipelines = new ArrayList<RowPipeline>();
        var operations = new ArrayList<Bands>();
        boolean isSplit = false;
        for (int i = from; i < executors.size(); i++) {
            var op = graph.nodes().get(i).op();
            boolean joins = isSplit && op instanceof AddOp;
            if (i == from || i == graph.encoderNodes() || joins
                    || !graph.nodes().get(i).in().equals(graph.nodes().get(i - 1).out())) {
                close(pipelines, operations, i);
            }
            var bands = executors.get(i).bands();
            if (bands.isEmpty()) {
                close(pipelines, operations, i);
                continue;
            }
            operations.add(bands.get());
            isSplit = op instanceof SplitOp || (isSplit && !joins && !bands.get().waitForAll());
        }
        close(pipelines, operations, executors.size());
        return pipelines;
    }

    private static void close(List<RowPipeline> pipelines, List<Bands> operations, int end) {
        if (operations.size() > 1) {
            pipelines.add(new RowPipeline(end - operations.size(), operations));
        }
        operations.clear();
    }

    /// The first of its nodes.
    int first() {
        return first;
    }

    /// The last of its nodes.
    int last() {
        return last;
    }

    /// Numbers of a workspace that it counts with.
    int stages() {
        return Math.max(forward.size(), backward.size());
    }

    void forward(Workspace workspace, Stopwatch watch) {
        run(forward, workspace, watch);
    }

    /// All gradients, those of the weights as well.
    void backward(Workspace workspace, Stopwatch watch) {
        run(backward, workspace, watch);
    }

    private static void run(List<Stage> stages, Workspace workspace, Stopwatch watch) {
        for (int panel = 0; panel < workspace.panels(); panel++) {
            for (int i = 0; i < stages.size(); i++) workspace.bandsDone[i] = 0;
            for (int i = stages.size() - 1; i >= 0; i--) {
                while (workspace.bandsDone[i] < stages.get(i).pass.bands()) next(stages, i, workspace, panel, watch);
            }
        }
    }

    /// Computes a stage's next band, and before it the rows that it reads.
    private static void next(List<Stage> stages, int index, Workspace workspace, int panel, Stopwatch watch) {
        var pass = stages.get(index).pass;
        int band = workspace.bandsDone[index];
        if (index > 0) {
            var before = stages.get(index - 1).pass;
            int needed = pass.needs(band);
            while (before.completesBefore(workspace.bandsDone[index - 1]) < needed) {
                next(stages, index - 1, workspace, panel, watch);
            }
        }
        pass.run(workspace, panel, band, band + 1);
        workspace.bandsDone[index]++;
        watch.lap(stages.get(index).lap);
    }
}
