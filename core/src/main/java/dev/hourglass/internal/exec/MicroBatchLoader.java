package dev.hourglass.internal.exec;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.corruption.CorruptionOp;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.op.Workspace;

/// Fills a micro-batch's panels with samples: as they are into the target, corrupted into the input.
final class MicroBatchLoader {
    private final Buffer target;
    private final CorruptionOp corrupter;

    MicroBatchLoader(Graph graph) {
        this.target = graph.target();
        this.corrupter = CorruptionOp.of(graph);
    }

    /// Fills target and input with the micro-batch's samples.
    void fill(Workspace workspace, Dataset data) {
        SampleTransposer.fill(workspace, data, target);
        for (int panel = 0; panel < workspace.panels(); panel++) {
            corrupter.corrupt(workspace, panel);
        }
    }
}
