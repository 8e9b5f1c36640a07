package dev.hourglass.internal.graph;

import dev.hourglass.internal.layout.Variable;
import dev.hourglass.internal.op.Op;
import java.util.List;

/// A node whose variables have no places yet.
record UnplacedNode(
        String name, String title, Op op, List<UnplacedVariable> inputs, List<UnplacedVariable> outputs) {
    /// @param variables all of the graph, by their numbers
    Node placed(List<Variable> variables) {
        return new Node(name, title, op, places(inputs, variables), places(outputs, variables));
    }

    private static List<Variable> places(List<UnplacedVariable> unplaced, List<Variable> variables) {
        return unplaced.stream().map(each -> variables.get(each.id())).toList();
    }
}
