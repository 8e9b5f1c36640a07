package dev.hourglass.spec.layer;

import dev.hourglass.spec.Shape;
import java.util.List;

/// `y = (x - mean) / sqrt(variance + epsilon) * weight + bias` (Ba, Kiros and Hinton 2016): of a flat sample over all its features, of
/// a picture or a signal over the channels of each pixel or step. Mean and variance are a sample's own, in training and after it.
///
/// `weight` begins at 1 and `bias` at 0; both have a number for each feature, of a picture for each channel.
///
/// @param epsilon above 0, in units of the variance
public record LayerNorm(double epsilon) implements Layer {
    /// PyTorch's.
    public static final double EPSILON = 1e-5;

    public LayerNorm {
        Normalisation.requireEpsilon("layer_norm", epsilon);
    }

    public LayerNorm() {
        this(EPSILON);
    }

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        return Normalisation.parameters(input.channels());
    }

    @Override
    public FeatureMapping featureMapping() {
        return FeatureMapping.NORMALISED;
    }

    @Override
    public String kind() {
        return "layer_norm";
    }
}
