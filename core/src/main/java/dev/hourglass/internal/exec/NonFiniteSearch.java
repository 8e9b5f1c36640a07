package dev.hourglass.internal.exec;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.graph.Node;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.op.Workspace;
import java.util.Optional;

/// Finds the first node, in forward order, whose outputs are not all finite numbers.
final class NonFiniteSearch {
    private final Graph graph;
    private final BatchLoader loader;

    NonFiniteSearch(Graph graph, BatchLoader loader) {
        this.graph = graph;
        this.loader = loader;
    }

    /// Passes the loader's samples forward once more, until a node's outputs are not finite.
    Optional<NonFinite> find(Workspace workspace) {
        for (int index = 0; index < loader.microBatches(); index++) {
            loader.load(workspace, index);
            for (var node : graph.nodes()) {
                node.executor().forward(workspace);
                var found = find(workspace, node);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<NonFinite> find(Workspace workspace, Node node) {
        var buffer = node.out().value();
        for (int panel = 0; panel < workspace.panels(); panel++) {
            for (int y = 0; y < buffer.extent().height(); y++) {
                int at = buffer.at(panel, y, 0);
                for (int i = 0; i < buffer.row(); i++) {
                    int lane = panel * Kernels.LANES + i % Kernels.LANES;
                    if (lane < workspace.batch.count() && !Float.isFinite(workspace.memory[at + i])) {
                        return Optional.of(new NonFinite(node.name(), workspace.batch.sample(lane)));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
