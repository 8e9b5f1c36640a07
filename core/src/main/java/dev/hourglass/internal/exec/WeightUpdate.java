package dev.hourglass.internal.exec;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.graph.Node;
import dev.hourglass.internal.layout.ParameterRange;
import dev.hourglass.internal.op.Gradients;
import dev.hourglass.internal.op.ParameterSlice;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.internal.optimizer.OptimizerKernel;
import dev.hourglass.internal.optimizer.Slot;
import dev.hourglass.internal.penalty.Penalties;
import dev.hourglass.spec.optimizer.Optimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The second half of a training step: brings gradients into file order, updates the weights and packs them again, slice by
/// slice.
final class WeightUpdate {
    /// @param node number of the node whose parameters these are
    private record Task(int node, ParameterSlice slice) {}

    private final List<Task> tasks;
    private final Penalties penalties;
    /// The sum of each slice's squared weights, where they are penalised.
    private final double[] squares;
    private final float[] weights;
    private final float[] packed;
    private final float[] gradient;
    private final OptimizerKernel optimizer;

    WeightUpdate(Graph graph, Optimizer optimizer, Penalties penalties, Parameters parameters) {
        this.tasks = tasks(graph);
        this.penalties = penalties;
        this.weights = parameters.values;
        this.packed = parameters.packed;
        this.gradient = new float[graph.parameters()];
        this.optimizer = OptimizerKernel.of(optimizer, graph.parameters());
        this.squares = new double[tasks.size()];
        measure();
    }

    /// The longest first, so that threads end together.
    private static List<Task> tasks(Graph graph) {
        var ops = graph.nodes().stream().map(Node::op).toList();
        var tasks = new ArrayList<Task>();
        for (int node = 0; node < ops.size(); node++) {
            for (var slice : ops.get(node).parameterSlices(ops)) {
                tasks.add(new Task(node, slice));
            }
        }
        tasks.sort(Comparator.comparingInt((Task task) -> task.slice.weights()).reversed());
        return List.copyOf(tasks);
    }

    /// Sums the squares of all weights, where they are penalised: again, when they were set from outside.
    void measure() {
        if (penalties.hasDecay()) {
            Arrays.setAll(squares, index -> squares(tasks.get(index).slice));
        }
    }

    /// Slices, which may be worked off in any order and by any thread.
    int slices() {
        return tasks.size();
    }

    void begin(long step, double rate) {
        optimizer.begin(step, rate);
    }

    /// @param worker whose kernels are used, and whose scratch may be
    void run(int index, Gradients gradients, Workspace worker, Stopwatch watch) {
        var task = tasks.get(index);
        watch.begin();
        task.slice.setGradients(gradients, worker, gradient);
        watch.lap(task.slice.computesGradients() ? Stopwatch.weightGradient(task.node) : Stopwatch.UPDATE);
        var ranges = task.slice.ranges();
        for (int i = 0; i < ranges.size(); i++) {
            update(ranges.get(i));
        }
        task.slice.pack(weights, packed);
        if (penalties.hasDecay()) {
            squares[index] = squares(task.slice);
        }
        watch.lap(Stopwatch.UPDATE);
    }

    private void update(ParameterRange range) {
        if (!range.tensor().isBias()) {
            penalties.addWeightGradients(weights, gradient, range.from(), range.to());
        }
        optimizer.update(range.tensor(), weights, gradient, range.from(), range.to());
    }

    private double squares(ParameterSlice slice) {
        double sum = 0;
        for (int i = 0; i < slice.ranges().size(); i++) {
            var range = slice.ranges().get(i);
            sum += range.tensor().isBias() ? 0 : squares(range.from(), range.to());
        }
        return sum;
    }

    /// In four partial sums, because one would wait for itself.
    private double squares(int from, int to) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            a = Math.fma((double) weights[i], weights[i], a);
            b = Math.fma((double) weights[i + 1], weights[i + 1], b);
            c = Math.fma((double) weights[i + 2], weights[i + 2], c);
            d = Math.fma((double) weights[i + 3], weights[i + 3], d);
        }
        for (; i < to; i++) {
            a = Math.fma((double) weights[i], weights[i], a);
        }
        return a + b + c + d;
    }

    /// The sum of all weights' squares, where they are penalised: of the slices in their order.
    double squares() {
        double sum = 0;
        for (double square : squares) {
            sum += square;
        }
        return sum;
    }

    /// What the optimizer remembers, not copied.
    List<Slot> slots() {
        return optimizer.slots();
    }

    /// The last step's gradients, in file order.
    float[] gradient() {
        return gradient;
    }
}
