package dev.hourglass.internal.exec;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.op.Workspace;
import java.util.List;

/// Counts, by forward passes of training, the units of each layer that no gradient passes.
final class LayerActivities {
    private final Graph graph;
    private final BatchLoader loader;

    LayerActivities(Graph graph, BatchLoader loader) {
        this.graph = graph;
        this.loader = loader;
    }

    /// @param most samples of the loader's epoch that are passed forward, the first ones
    List<LayerActivity> count(Workspace workspace, int most) {
        var last = loader.slice();
        var units = UnitActivity.of(graph);
        int samples = Math.min(most, last.order().length);
        try {
            for (int first = 0; first < samples; first += graph.batch()) {
                int count = Math.min(graph.batch(), samples - first);
                loader.begin(new BatchSlice(last.order(), first, count, count, last.epoch(), last.progress()));
                collect(workspace, units);
            }
        } finally {
            loader.begin(last);
        }
        return units.stream().map(UnitActivity::result).toList();
    }

    private void collect(Workspace workspace, List<UnitActivity> units) {
        for (int index = 0; index < loader.microBatches(); index++) {
            loader.load(workspace, index);
            graph.nodes().forEach(node -> node.executor().forward(workspace));
            units.forEach(layer -> layer.collect(workspace));
        }
    }
}
