package dev.hourglass.model;

import java.util.List;

/// One tensor of a trained model. Immutable.
public final class Weights {
    private final String name;
    private final List<Integer> shape;
    private final float[] values;

    private Weights(String name, List<Integer> shape, float[] values, boolean isOwned) {
        this.name = name;
        this.shape = List.copyOf(shape);
        this.values = isOwned ? values : values.clone();
    }

    /// @param name such as `encoder.0.weight`: the part, the layer counted from 0, the role
    /// @param shape `[in][out]` for dense weights, `[kernel][kernel][in][out]` for convolutions, `[out]` for biases
    /// @param values in row-major order, copied
    public Weights(String name, List<Integer> shape, float[] values) {
        this(name, shape, values, false);
    }

    /// @param values that nobody else holds
    static Weights owning(String name, List<Integer> shape, float[] values) {
        return new Weights(name, shape, values, true);
    }

    /// Such as `encoder.0.weight`: the part, the layer counted from 0, the role.
    public String name() {
        return name;
    }

    /// `[in][out]` for dense weights, `[kernel][kernel][in][out]` for convolutions, `[out]` for biases.
    public List<Integer> shape() {
        return shape;
    }

    /// In row-major order, copied.
    public float[] values() {
        return values.clone();
    }

    /// The same under another name.
    public Weights withName(String name) {
        return owning(name, shape, values);
    }

    /// The values themselves, not to be written to.
    float[] array() {
        return values;
    }

    @Override
    public String toString() {
        return name + " " + shape;
    }
}
