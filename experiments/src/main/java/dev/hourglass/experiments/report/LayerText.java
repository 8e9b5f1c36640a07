package dev.hourglass.experiments.report;

import dev.hourglass.spec.Activate;
import dev.hourglass.spec.Activation;
import dev.hourglass.spec.Conv2d;
import dev.hourglass.spec.ConvTranspose2d;
import dev.hourglass.spec.Dense;
import dev.hourglass.spec.Dropout;
import dev.hourglass.spec.Flatten;
import dev.hourglass.spec.Layer;
import dev.hourglass.spec.MaxPool2d;
import dev.hourglass.spec.Padding;
import dev.hourglass.spec.Reshape;
import dev.hourglass.spec.Upsample2d;
import java.util.Locale;

/// A layer in few words, as `conv 32, 3x3, relu`.
final class LayerText {
    private LayerText() {}

    static String of(Layer layer) {
        return switch (layer) {
            case Dense dense -> "dense " + dense.units() + activation(dense.activation());
            case Conv2d conv ->
                String.format(Locale.ROOT, "conv %d, %s%s", conv.filters(),
                        window(conv.kernel(), conv.stride(), conv.padding()),
                        activation(conv.activation()));
            case ConvTranspose2d conv ->
                String.format(Locale.ROOT, "conv_transpose %d, %s%s", conv.filters(),
                        window(conv.kernel(), conv.stride(), conv.padding()),
                        activation(conv.activation()));
            case MaxPool2d(int window) -> String.format(Locale.ROOT, "maxpool %dx%d", window, window);
            case Upsample2d upsample -> "upsample " + name(upsample.interpolation());
            case Flatten() -> "flatten";
            case Reshape _ -> "reshape";
            case Activate(var activation) -> name(activation);
            case Dropout(double rate) -> "dropout " + rate;
        };
    }

    private static String window(int kernel, int stride, Padding padding) {
        return String.format(Locale.ROOT, "%dx%d%s%s", kernel, kernel, stride == 1 ? "" : ", stride " + stride,
                padding == Padding.SAME ? "" : ", valid");
    }

    private static String activation(Activation activation) {
        return activation == Activation.IDENTITY ? "" : ", " + name(activation);
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
