package dev.hourglass.spec.layer;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.init.GlorotUniform;
import dev.hourglass.spec.init.Init;
import dev.hourglass.spec.init.Zeros;
import java.util.List;
import java.util.Locale;

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

    @Override
    public Shape outputShape(Shape input) {
        if (!input.isFlat()) {
            throw new SpecException(
                    String.format(Locale.ROOT, "expected input [%d], found %s; add a flatten before it", input.size(),
                            input));
        }
        return Shape.of(units);
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        return Parameter.affine(input.size(), units, weights, bias);
    }

    @Override
    public FeatureMapping featureMapping() {
        return FeatureMapping.ALL;
    }

    @Override
    public String kind() {
        return "dense";
    }

    @Override
    public String description() {
        return "dense " + units + activation.suffix();
    }

    /// The same with another `units`.
    public Dense withUnits(int units) {
        return new Dense(units, activation, weights, bias);
    }

    /// The same with another `activation`.
    public Dense withActivation(Activation activation) {
        return new Dense(units, activation, weights, bias);
    }

    /// The same with another `weights`.
    public Dense withWeights(Init weights) {
        return new Dense(units, activation, weights, bias);
    }

    /// The same with another `bias`.
    public Dense withBias(Init bias) {
        return new Dense(units, activation, weights, bias);
    }
}
