package dev.hourglass.spec;

/// A fully connected layer: `y = activation(x W + b)`, `[features]` to `[units]`.
///
/// @param units outputs, at least 1
/// @param weights initialiser of `W`, `[features][units]`
/// @param bias initialiser of `b`, `[units]`
public record Dense(int units, Activation activation, Init weights, Init bias) implements Layer {
    public Dense {
        Require.positive("dense", "units", units);
    }

    /// Glorot-uniform weights, biases of zero.
    public Dense(int units, Activation activation) {
        this(units, activation, new GlorotUniform(), new Zeros());
    }

    public Dense withUnits(int units) {
        return new Dense(units, activation, weights, bias);
    }

    public Dense withActivation(Activation activation) {
        return new Dense(units, activation, weights, bias);
    }

    public Dense withWeights(Init weights) {
        return new Dense(units, activation, weights, bias);
    }

    public Dense withBias(Init bias) {
        return new Dense(units, activation, weights, bias);
    }
}
