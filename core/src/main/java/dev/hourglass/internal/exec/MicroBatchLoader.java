package dev.hourglass.internal.exec;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.corruption.CorruptionOp;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.op.Workspace;

/// Fills a micro-batch's panels with samples: as they are into the target, corrupted into the input. What is missing, as
/// NaN, is 0 in the input, unless the corruption put another value there.
final class MicroBatchLoader {
    private final Buffer target;
    private final Buffer input;
    private final CorruptionOp corrupter;
    private final boolean zeroesMissing;

    MicroBatchLoader(Graph graph) {
        this.target = graph.target();
        this.input = graph.input().value();
        this.corrupter = CorruptionOp.of(graph);
        this.zeroesMissing = graph.spec().loss().allowsMissing();
    }

    /// Fills target and input with the micro-batch's samples.
    void fill(Workspace workspace, Dataset data) {
        SampleTransposer.fill(workspace, data, target);
        for (int panel = 0; panel < workspace.panels(); panel++) {
            corrupter.corrupt(workspace, data, panel);
            if (zeroesMissing) {
                zeroMissing(workspace, panel);
            }
        }
    }

    private void zeroMissing(Workspace workspace, int panel) {
        for (int y = 0; y < input.extent().height(); y++) {
            workspace.kernels.zeroMissing(workspace.memory, input.at(panel, y, 0), input.row());
        }
    }
}
