package dev.hourglass.internal.exec;

import dev.hourglass.internal.graph.Graph;
import java.util.Arrays;
import java.util.function.Supplier;

/// The parameters of a network that is being trained: in file order, packed for the kernels, and as they were at first.
final class Parameters {
    /// All parameters in file order.
    final float[] values;
    /// The same in the order of the kernels.
    final float[] packed;

    private final Graph graph;
    private Supplier<float[]> first;

    /// @param seed decides the random values of the beginning
    Parameters(Graph graph, long seed) {
        this.graph = graph;
        this.first = () -> Initialisation.weights(graph, seed);
        this.values = first.get();
        this.packed = Network.pack(graph, values);
    }

    /// Begins with other values.
    ///
    /// @param start all parameters in file order; kept, not copied
    void begin(float[] start) {
        first = () -> start;
        set(start);
    }

    void set(float[] others) {
        System.arraycopy(others, 0, values, 0, graph.parameters());
        Network.pack(graph, values, packed);
    }

    float[] copy() {
        return Arrays.copyOf(values, graph.parameters());
    }

    /// Runs something with the packed values of the beginning.
    <T> T withFirst(Supplier<T> task) {
        try {
            Network.pack(graph, first.get(), packed);
            return task.get();
        } finally {
            Network.pack(graph, values, packed);
        }
    }

    /// How far all parameters together are from those of the beginning, as a share of their length then.
    double movement() {
        var begun = first.get();
        double moved = 0;
        double length = 0;
        for (int i = 0; i < graph.parameters(); i++) {
            double difference = (double) values[i] - begun[i];
            moved += difference * difference;
            length += (double) begun[i] * begun[i];
        }
        return Math.sqrt(moved / length);
    }
}
