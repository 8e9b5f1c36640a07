package dev.hourglass.spec.layer;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.util.Locale;

/// The same features in another shape, in the same order.
public record Reshape(Shape to) implements Layer {
    @Override
    public Shape outputShape(Shape input) {
        if (to.size() != input.size()) {
            throw new SpecException(
                    String.format(Locale.ROOT, "expected an input of %d features for %s, found %s, which has %d",
                            to.size(), to, input, input.size()));
        }
        return to;
    }

    @Override
    public FeatureMapping featureMapping() {
        return FeatureMapping.RESHAPED;
    }

    @Override
    public String kind() {
        return "reshape";
    }
}
