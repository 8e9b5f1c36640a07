package dev.hourglass.spec.layer;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.Shape;
import java.util.Locale;

/// The sum of the input and the output of an encoder's layer, which has the same shape.
///
/// @param from the encoder's layer, counted from 1; 0 for the encoder's input
public record Add(int from) implements Skip {
    public Add {
        Require.notNegative("add", "from", from);
    }

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public String kind() {
        return "add";
    }

    @Override
    public String description() {
        return String.format(Locale.ROOT, "add encoder layer %d", from);
    }
}
