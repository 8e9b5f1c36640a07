package dev.hourglass.spec.layer;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.util.List;
import java.util.Locale;

/// `y = (x - mean) / sqrt(variance + epsilon) * weight + bias`, with mean and variance of each group of neighbouring channels over all
/// pixels of a picture, or all steps of a signal (Wu and He 2018). They are a sample's own, in training and after it.
///
/// One group normalises the whole picture; as many groups as channels each channel by itself (Ulyanov, Vedaldi and Lempitsky 2016).
/// `weight` begins at 1 and `bias` at 0; both have a number for each channel, of a flat sample for each feature.
///
/// @param groups of equally many channels, at least 1
/// @param epsilon above 0, in units of the variance
public record GroupNorm(int groups, double epsilon) implements Layer {
    public GroupNorm {
        Require.positive("group_norm", "groups", groups);
        Normalisation.requireEpsilon("group_norm", epsilon);
    }

    public GroupNorm(int groups) {
        this(groups, LayerNorm.EPSILON);
    }

    @Override
    public Shape outputShape(Shape input) {
        if (input.channels() % groups != 0) {
            throw new SpecException(String.format(Locale.ROOT,
                    "expected a number of groups that divides the %d %s of input %s, found %d; change groups or what comes before",
                    input.channels(), input.isFlat() ? "features" : "channels", input, groups));
        }
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
        return "group_norm";
    }

    @Override
    public String description() {
        return String.format(Locale.ROOT, "group_norm, %d groups", groups);
    }

    /// The same with another `groups`.
    public GroupNorm withGroups(int groups) {
        return new GroupNorm(groups, epsilon);
    }

    /// The same with another `epsilon`.
    public GroupNorm withEpsilon(double epsilon) {
        return new GroupNorm(groups, epsilon);
    }
}
