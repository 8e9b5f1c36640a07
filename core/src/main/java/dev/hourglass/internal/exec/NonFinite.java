package dev.hourglass.internal.exec;

import dev.hourglass.internal.graph.Node;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.op.Workspace;
import java.util.Optional;

/// The first operation, in forward order, whose outputs are not all finite numbers.
///
/// @param operation its name, such as `encoder.0`
/// @param sample number of the first sample concerned, in the dataset
public record NonFinite(String operation, int sample) {
    static Optional<NonFinite> in(Workspace workspace, Node operation) {
        var buffer = operation.out().value();
        for (int panel = 0; panel < workspace.panels(); panel++) {
            for (int y = 0; y < buffer.extent().height(); y++) {
                int at = buffer.at(panel, y, 0);
                for (int i = 0; i < buffer.row(); i++) {
                    int lane = panel * Kernels.LANES + i % Kernels.LANES;
                    if (lane < workspace.batch.count() && !Float.isFinite(workspace.memory[at + i])) {
                        return Optional.of(new NonFinite(operation.name(), workspace.batch.sample(lane)));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
