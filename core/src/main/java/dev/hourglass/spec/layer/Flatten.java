package dev.hourglass.spec.layer;

import dev.hourglass.spec.Shape;

/// A picture as a flat sample: row by row, pixel by pixel, the channels of a pixel together.
public record Flatten() implements Layer {
    @Override
    public Shape outputShape(Shape input) {
        input.requireImage();
        return Shape.of(input.size());
    }

    @Override
    public FeatureMapping featureMapping() {
        return FeatureMapping.RESHAPED;
    }

    @Override
    public String kind() {
        return "flatten";
    }
}
