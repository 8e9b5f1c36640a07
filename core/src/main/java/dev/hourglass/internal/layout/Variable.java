package dev.hourglass.internal.layout;

/// What flows between two operations: the activation forward, its gradient back.
public record Variable(Buffer value, Buffer gradient) {
    public Extent extent() {
        return value.extent();
    }
}
