package dev.hourglass.internal.exec;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.layout.Floats;
import dev.hourglass.internal.layout.ParameterTensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The parameters of a network that is being trained: in file order, packed for the kernels, and as they were at first.
final class Parameters {
    /// All parameters in file order.
    final float[] values;
    /// The same in the order of the kernels.
    final float[] packed;

    private final List<ParameterTensor> tensors;
    private final ParameterSlices slices;
    private final int count;
    private Supplier<float[]> first;

    /// @param seed decides the random values of the beginning
    Parameters(Graph graph, long seed) {
        this.tensors = graph.tensors();
        this.slices = ParameterSlices.of(graph);
        this.count = graph.parameters();
        this.first = () -> Initialisation.weights(graph, seed);
        this.values = first.get();
        this.packed = Floats.array(graph.packed());
        slices.pack(values, packed);
    }

    /// How many there are; the arrays may be longer.
    int count() {
        return count;
    }

    ParameterSlices slices() {
        return slices;
    }

    /// Begins with other values.
    ///
    /// @param start all parameters in file order; kept, not copied
    void begin(float[] start) {
        first = () -> start;
        set(start);
    }

    void set(float[] others) {
        System.arraycopy(others, 0, values, 0, count);
        slices.pack(values, packed);
    }

    float[] copy() {
        return Arrays.copyOf(values, count);
    }

    /// A copy with other values of some tensors.
    ///
    /// @param others the values of each, by its name
    float[] with(Map<String, float[]> others) {
        var all = copy();
        for (var tensor : tensors) {
            var own = others.get(tensor.name());
            if (own != null) {
                System.arraycopy(own, 0, all, tensor.offset(), tensor.size());
            }
        }
        return all;
    }

    /// Runs something with the packed values of the beginning.
    <T> T withFirst(Supplier<T> task) {
        try {
            slices.pack(first.get(), packed);
            return task.get();
        } finally {
            slices.pack(values, packed);
        }
    }

    /// How far all parameters together are from those of the beginning, as a share of their length then.
    double movement() {
        var begun = first.get();
        double moved = 0;
        double length = 0;
        for (int i = 0; i < count; i++) {
            double difference = (double) values[i] - begun[i];
            moved += difference * difference;
            length += (double) begun[i] * begun[i];
        }
        return Math.sqrt(moved / length);
    }
}
