package dev.hourglass.internal.optimizer;

/// What an optimizer remembers of each parameter, such as a mean of its gradients.
///
/// @param values in file order
public record Slot(String name, float[] values) {
    public Slot copy() {
        return new Slot(name, values.clone());
    }
}
