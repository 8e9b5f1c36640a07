package dev.hourglass.internal.exec;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.graph.Node;
import dev.hourglass.internal.op.ParameterSlice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The slices of a graph's parameters, the longest first, so that threads end together.
record ParameterSlices(List<NodeSlice> all) {
    /// @param node number of the node whose parameters these are
    record NodeSlice(int node, ParameterSlice slice) {}

    ParameterSlices {
        all = all.stream()
                .sorted(Comparator.comparingInt((NodeSlice each) -> each.slice.size()).reversed())
                .toList();
    }

    static ParameterSlices of(Graph graph) {
        var ops = graph.nodes().stream().map(Node::op).toList();
        var all = new ArrayList<NodeSlice>();
        for (int node = 0; node < ops.size(); node++) {
            for (var slice : ops.get(node).parameterSlices(ops)) {
                all.add(new NodeSlice(node, slice));
            }
        }
        return new ParameterSlices(all);
    }

    int count() {
        return all.size();
    }

    NodeSlice get(int index) {
        return all.get(index);
    }

    /// Brings all parameters into the order of the kernels.
    void pack(float[] weights, float[] packed) {
        all.forEach(each -> each.slice.pack(weights, packed));
    }
}
