package dev.hourglass.internal.optimizer;

import dev.hourglass.internal.layout.ParameterTensor;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The optimizers of a network, one for each group of its parameters.
public final class GroupOptimizers {
    private final int parameters;
    private final Slots slots;
    private final List<OptimizerKernel> kernels;
    /// Of the group of each kernel.
    private final double[] rates;
    private final Map<ParameterTensor, OptimizerKernel> byTensor = new HashMap<>();

    /// @param tensors all of the network
    /// @throws IllegalArgumentException unless each of them is in one group
    public GroupOptimizers(List<ParameterTensor> tensors, List<ParameterGroup> groups) {
        this.parameters = tensors.stream().mapToInt(ParameterTensor::end).max().orElse(0);
        this.slots = new Slots(parameters);
        this.kernels = groups.stream().map(group -> OptimizerKernel.of(group.optimizer(), slots)).toList();
        this.rates = groups.stream().mapToDouble(ParameterGroup::rate).toArray();
        for (var tensor : tensors) {
            byTensor.put(tensor, kernels.get(groupOf(tensor, groups)));
        }
    }

    private static int groupOf(ParameterTensor tensor, List<ParameterGroup> groups) {
        var found = groups.stream().filter(group -> group.tensors().contains(tensor)).toList();
        if (found.size() != 1) {
            var names = found.stream().map(ParameterGroup::name).toList();
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "tensor %s: expected one group of parameters, found %s", tensor.name(),
                    names.isEmpty() ? "none" : String.join(", ", names)));
        }
        return groups.indexOf(found.getFirst());
    }

    /// How many values all tensors have.
    public int parameters() {
        return parameters;
    }

    /// What updates a tensor.
    ///
    /// @throws IllegalArgumentException if it is none of the network's
    public OptimizerKernel of(ParameterTensor tensor) {
        return Optional.ofNullable(byTensor.get(tensor)).orElseThrow(() -> new IllegalArgumentException(
                String.format(Locale.ROOT, "expected a tensor of the network, found %s", tensor.name())));
    }

    /// Prepares the constants of one step.
    ///
    /// @param step counted from 1
    /// @param rate factor on the learning rates
    public void begin(long step, double rate) {
        for (int i = 0; i < kernels.size(); i++) {
            kernels.get(i).begin(step, rate * rates[i]);
        }
    }

    /// Something else to remember of each parameter; zeros at first.
    public float[] slot(String name) {
        return slots.named(name);
    }

    /// What is remembered of each parameter, not copied.
    public List<Slot> slots() {
        return slots.all();
    }
}
