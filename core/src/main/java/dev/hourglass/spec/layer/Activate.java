package dev.hourglass.spec.layer;

import dev.hourglass.spec.Shape;

/// An activation as a layer of its own.
public record Activate(Activation activation) implements Layer {
    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public FeatureMapping featureMapping() {
        return FeatureMapping.EACH;
    }

    @Override
    public String kind() {
        return "activate";
    }

    @Override
    public String label() {
        return activation.label();
    }
}
