package dev.hourglass.spec.layer;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.Shape;

/// While training, sets each feature to zero with probability `rate` and divides the others by `1 - rate`;
/// afterwards does nothing (Srivastava et al. 2014, in its inverted form).
///
/// @param rate at least 0 and below 1
public record Dropout(double rate) implements Layer {
    public Dropout {
        Require.fraction("dropout", "rate", rate);
    }

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
        return "dropout";
    }

    @Override
    public String description() {
        return "dropout " + rate;
    }
}
