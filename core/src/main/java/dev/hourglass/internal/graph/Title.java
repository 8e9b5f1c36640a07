package dev.hourglass.internal.graph;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Layer;
import java.util.Locale;
import java.util.stream.Collectors;

/// What reports call an operation, such as `encoder layer 1 (dense 784->36)`.
final class Title {
    private Title() {}

    /// @param place such as `encoder layer 1`
    /// @param isEnlarging whether the layer reads a picture that an enlargement before it has made
    static String of(String place, Layer layer, boolean isEnlarging, Shape in, Shape out) {
        return of(place, (isEnlarging ? "resize-" : "") + layer.label() + " ", in, out);
    }

    static String of(String place, String what, Shape in, Shape out) {
        return String.format(Locale.ROOT, "%s (%s%s)", place, what,
                in.equals(out) ? shape(in) : shape(in) + "->" + shape(out));
    }

    private static String shape(Shape shape) {
        return shape.dims().stream().map(String::valueOf).collect(Collectors.joining("x"));
    }
}
