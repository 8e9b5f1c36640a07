package dev.hourglass.spec;

import java.util.List;

/// What a list of layers ends with.
final class Layers {
    private Layers() {}

    /// Whether a layer only arranges features in another way.
    static boolean isArrangement(Layer layer) {
        return layer instanceof Flatten || layer instanceof Reshape;
    }

    /// The activation that makes the last layer's output.
    static Activation lastActivation(List<Layer> layers) {
        for (var layer : layers.reversed()) {
            if (!isArrangement(layer)) {
                return activation(layer);
            }
        }
        return Activation.IDENTITY;
    }

    private static Activation activation(Layer layer) {
        return switch (layer) {
            case Dense dense -> dense.activation();
            case Conv2d conv -> conv.activation();
            case ConvTranspose2d conv -> conv.activation();
            case Activate(var activation) -> activation;
            case MaxPool2d _, Upsample2d _, Flatten _, Reshape _, Dropout _ -> Activation.IDENTITY;
        };
    }
}
