package dev.hourglass.spec.layer;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.util.Locale;

/// A picture or a signal as a flat sample: row by row, pixel by pixel or step by step, the channels of each together.
public record Flatten() implements Layer {
    @Override
    public Shape outputShape(Shape input) {
        if (input.isFlat()) {
            throw new SpecException(String.format(Locale.ROOT,
                    "expected input [length, channels] or [height, width, channels], found %s; remove the flatten, or add a reshape before it",
                    input));
        }
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
