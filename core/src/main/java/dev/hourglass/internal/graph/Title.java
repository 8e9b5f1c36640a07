package dev.hourglass.internal.graph;

import dev.hourglass.spec.Activate;
import dev.hourglass.spec.Conv2d;
import dev.hourglass.spec.ConvTranspose2d;
import dev.hourglass.spec.Dense;
import dev.hourglass.spec.Dropout;
import dev.hourglass.spec.Flatten;
import dev.hourglass.spec.Layer;
import dev.hourglass.spec.MaxPool2d;
import dev.hourglass.spec.Reshape;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.Upsample2d;
import java.util.Locale;
import java.util.stream.Collectors;

/// What reports call an operation, such as `encoder layer 1 (dense 784->36)`.
final class Title {
    private Title() {}

    /// @param place such as `encoder layer 1`
    /// @param isEnlarging whether the layer reads a picture that an enlargement before it has made
    static String of(String place, Layer layer, boolean isEnlarging, Shape in, Shape out) {
        var what = switch (layer) {
            case Dense _ -> "dense ";
            case Conv2d conv -> (isEnlarging ? "resize-conv" : "conv") + window(conv.kernel());
            case ConvTranspose2d conv -> "conv_transpose" + window(conv.kernel());
            case MaxPool2d _ -> "maxpool ";
            case Upsample2d _ -> "upsample ";
            case Flatten _ -> "flatten ";
            case Reshape _ -> "reshape ";
            case Activate(var activation) -> activation.name().toLowerCase(Locale.ROOT) + " ";
            case Dropout _ -> "dropout ";
        };
        return of(place, what, in, out);
    }

    static String of(String place, String what, Shape in, Shape out) {
        return "%s (%s%s)".formatted(place, what, in.equals(out) ? shape(in) : shape(in) + "->" + shape(out));
    }

    private static String window(int kernel) {
        return " %dx%d ".formatted(kernel, kernel);
    }

    private static String shape(Shape shape) {
        return shape.dims().stream().map(String::valueOf).collect(Collectors.joining("x"));
    }
}
