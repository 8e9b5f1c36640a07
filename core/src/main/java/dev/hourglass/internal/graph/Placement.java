package dev.hourglass.internal.graph;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Extent;
import dev.hourglass.internal.layout.Floats;
import dev.hourglass.internal.layout.Halo;
import dev.hourglass.internal.layout.Variable;
import dev.hourglass.internal.op.AddOp;
import dev.hourglass.internal.op.NormaliseOp;
import dev.hourglass.internal.op.SplitOp;
import dev.hourglass.internal.op.WeightedOp;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.layer.Activation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Gives the variables of a graph places in a workspace, one behind the other.
///
/// For training every value and every gradient has a place of its own. For inference a value is kept until its last reader is
/// done, then another takes its place; those with a halo, whose zeros must stay, and the input, which outputs are compared
/// with, have places of their own.
final class Placement {
    /// A place that values take in turn.
    private static final class Slot {
        private int length;
        /// The last node that reads what is there.
        private int until;
        private int offset;
    }

    private final List<UnplacedNode> nodes;
    private final List<UnplacedVariable> variables;
    private final boolean isTraining;
    private final int panels;
    private final int lanes;
    /// For each variable the one whose value, or its place, it has: of those that a split makes, what is split; of a sum its first part, if
    /// nobody needs that on the way back.
    private final List<UnplacedVariable> originals;
    /// For each variable the one at whose gradient's place its own is.
    private final List<UnplacedVariable> gradientOwners;
    private final List<Buffer> values;
    private final int valueFloats;
    private int size = Floats.ORIGIN;

    /// @param isTraining whether there is a way back
    /// @param panels of a micro-batch
    /// @param lanes samples of a panel
    Placement(
            List<UnplacedNode> nodes, List<UnplacedVariable> variables, boolean isTraining, int panels, int lanes) {
        this.nodes = nodes;
        this.variables = variables;
        this.isTraining = isTraining;
        this.panels = panels;
        this.lanes = lanes;
        this.originals = originals();
        this.gradientOwners = gradientOwners();
        this.values = values();
        this.valueFloats = size - Floats.ORIGIN - rooms();
    }

    /// Floats of all values, without what operations have beside them as room for sums.
    int valueFloats() {
        return valueFloats;
    }

    Buffer value(UnplacedVariable variable) {
        return values.get(variable.id());
    }

    /// A place for what the outputs are compared with.
    Buffer target() {
        return buffer(variables.getFirst().extent(), Halo.NONE);
    }

    /// All variables with their places, by their numbers.
    ///
    /// @param output the only one that has a gradient without a way back, that of its loss
    List<Variable> variables(UnplacedVariable output) {
        var gradients = new ArrayList<Buffer>();
        for (var variable : variables.reversed()) {
            boolean hasGradient = isTraining || variable.equals(output);
            var owner = gradientOwners.get(variable.id());
            gradients.addFirst(!hasGradient ? value(variable)
                    : owner.equals(variable) ? buffer(variable.extent(), gradientHalo(variable))
                            : gradients.get(owner.id() - variable.id() - 1));
        }
        return variables.stream().map(each -> new Variable(value(each), gradients.get(each.id()))).toList();
    }

    /// Where what ops need beside their variables begins.
    int scratch() {
        int most = 0;
        for (var node : nodes) {
            var input = node.inputs().getFirst().extent();
            var output = node.outputs().getFirst().extent();
            most = Math.max(most, node.op().forwardScratch(input, output, lanes));
            most = Math.max(most, isTraining ? node.op().scratch(input, output, panels) : 0);
        }
        boolean isSharedByThreads = !isTraining && lanes == 1;
        return take(isSharedByThreads ? Workspace.THREADS * Kernels.padded(most) : most);
    }

    /// Floats of the workspace.
    int floats() {
        return size;
    }

    private int rooms() {
        return nodes.stream()
                .filter(node -> node.op() instanceof NormaliseOp)
                .mapToInt(node -> length(node.outputs().getLast().extent(), Halo.NONE))
                .sum();
    }

    private List<Buffer> values() {
        var slots = isTraining ? List.<Slot>of() : slots();
        slots.stream().distinct().filter(slot -> slot.length > 0).forEach(slot -> slot.offset = take(slot.length));
        var placed = new ArrayList<Buffer>();
        for (var variable : variables) {
            int original = original(variable).id();
            if (original != variable.id()) {
                placed.add(placed.get(original));
            } else if (isShared(variable)) {
                placed.add(new Buffer(slots.get(variable.id()).offset, variable.extent(), Halo.NONE, lanes));
            } else {
                placed.add(buffer(variable.extent(), valueHalo(variable)));
            }
        }
        return placed;
    }

    /// For each variable the slot that it shares with others, in the order in which they are computed.
    private List<Slot> slots() {
        var all = new ArrayList<Slot>();
        var slots = new ArrayList<Slot>();
        for (var variable : variables) {
            var slot = new Slot();
            if (isShared(variable)) {
                int node = producer(variable);
                int length = length(variable.extent(), Halo.NONE);
                slot = all.stream().filter(each -> each.until < node).findFirst().orElse(slot);
                if (!all.contains(slot)) {
                    all.add(slot);
                }
                slot.length = Math.max(slot.length, length);
                slot.until = lastReader(variable);
            }
            slots.add(slot);
        }
        return slots;
    }

    /// The node that computes a variable.
    private int producer(UnplacedVariable variable) {
        int node = 0;
        while (!nodes.get(node).outputs().contains(variable)) {
            node++;
        }
        return node;
    }

    /// The last node that reads a variable, or one that has its value.
    private int lastReader(UnplacedVariable variable) {
        int last = nodes.size();
        for (int i = nodes.size() - 1; i >= 0 && last == nodes.size(); i--) {
            last = nodes.get(i).inputs().stream().anyMatch(input -> original(input).equals(variable)) ? i : last;
        }
        return last;
    }

    private boolean isShared(UnplacedVariable variable) {
        return !isTraining && variable.id() > 0 && original(variable).equals(variable)
                && valueHalo(variable).equals(Halo.NONE);
    }

    private UnplacedVariable original(UnplacedVariable variable) {
        return originals.get(variable.id());
    }

    private List<UnplacedVariable> originals() {
        var originals = new ArrayList<>(variables);
        for (var node : nodes) {
            var input = originals.get(node.inputs().getFirst().id());
            if (node.op() instanceof SplitOp) {
                node.outputs().forEach(half -> originals.set(half.id(), input));
            } else if (node.op() instanceof AddOp && isTraining && isOnlyReadForward(node.inputs().getFirst())) {
                originals.set(node.outputs().getFirst().id(), input);
            }
        }
        return originals;
    }

    /// Whether a variable's value is not needed on the way back.
    private boolean isOnlyReadForward(UnplacedVariable variable) {
        return variable.id() > 0 && nodes.get(producer(variable)).op() instanceof WeightedOp op
                && op.activation() == Activation.IDENTITY;
    }

    /// A gradient that only one op has read may be replaced by what that op makes of it: a normalisation writes its input's gradient over its
    /// output's, and a split adds to the first part's. That of a sum belongs to several parts, and stays.
    private List<UnplacedVariable> gradientOwners() {
        var all = new ArrayList<>(variables);
        var shared = new HashSet<UnplacedVariable>();
        for (var node : nodes.reversed()) {
            var output = all.get(node.outputs().getFirst().id());
            if (node.op() instanceof AddOp && node.inputs().stream().noneMatch(this::changesGradient)) {
                node.inputs().forEach(part -> all.set(part.id(), output));
                shared.add(output);
            } else if ((node.op() instanceof NormaliseOp || node.op() instanceof SplitOp) && !shared.contains(output)) {
                all.set(node.inputs().getFirst().id(), output);
            }
        }
        return all;
    }

    /// Whether the op before a variable may change its gradient in place.
    private boolean changesGradient(UnplacedVariable variable) {
        return nodes.get(producer(variable)).op().activation() != Activation.IDENTITY;
    }

    /// What the ops after a variable read around it.
    private Halo valueHalo(UnplacedVariable variable) {
        var halo = Halo.NONE;
        for (var node : nodes) {
            for (var input : node.inputs()) {
                if (original(input).equals(original(variable))) {
                    halo = halo.or(node.op().inputHalo(variable.extent()));
                }
            }
        }
        return halo;
    }

    /// What the ops before a variable, and before those that have its gradient, read around it.
    private Halo gradientHalo(UnplacedVariable variable) {
        var halo = Halo.NONE;
        for (var node : nodes) {
            for (var output : node.outputs()) {
                if (gradientOwners.get(output.id()).equals(variable)) {
                    halo = halo.or(node.op().gradientHalo(variable.extent()));
                }
            }
        }
        return halo;
    }

    private Buffer buffer(Extent extent, Halo halo) {
        return new Buffer(take(length(extent, halo)), extent, halo, lanes);
    }

    private int length(Extent extent, Halo halo) {
        return Math.multiplyExact(new Buffer(0, extent, halo, lanes).panel(), panels);
    }

    private int take(int length) {
        int offset = size;
        size = Math.addExact(size, length);
        return offset;
    }
}
