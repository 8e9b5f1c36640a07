package dev.hourglass.internal.optimizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the optimizers of a network remember of each parameter, by name: together with the parameters and the number of steps,
/// all that the next step depends on.
///
/// Optimizers of several groups of parameters share the array of a name, each of them the places of its own parameters.
public final class Slots {
    private final int parameters;
    private final Map<String, Slot> all = new LinkedHashMap<>();

    /// @param parameters how many there are
    public Slots(int parameters) {
        this.parameters = parameters;
    }

    /// The values of a name, in file order; zeros at first.
    public float[] named(String name) {
        return all.computeIfAbsent(name, _ -> new Slot(name, new float[parameters])).values();
    }

    /// Not copied.
    public List<Slot> all() {
        return List.copyOf(all.values());
    }
}
