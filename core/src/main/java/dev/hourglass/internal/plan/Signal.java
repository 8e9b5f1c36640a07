package dev.hourglass.internal.plan;

/// What flows between two operations: the activation forward, its gradient back.
public record Signal(Buffer value, Buffer gradient) {
    public Extent extent() {
        return value.extent();
    }
}
