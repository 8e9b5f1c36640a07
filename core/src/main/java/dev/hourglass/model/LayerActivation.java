package dev.hourglass.model;

import dev.hourglass.internal.exec.LayerOutput;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Layer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a layer makes of one sample.
///
/// @param layer its name, such as `encoder.0`, as its weights have it
/// @param shape `[features]`, `[step][channel]` or `[row][column][channel]`
/// @param values in the order of the shape
public record LayerActivation(String layer, Shape shape, float[] values) {
    /// A network's own have signals as pictures of height 1, and single numbers as pictures of one pixel.
    static List<LayerActivation> of(Autoencoder spec, List<LayerOutput> outputs) {
        var signals = new HashSet<String>();
        int classes = spec.latent().classes();
        addSignals(signals, "encoder", spec.input().withMore(classes), spec.encoder());
        addSignals(signals, "decoder", spec.codeShape().withMore(classes), spec.decoder());
        return outputs.stream()
                .map(output -> new LayerActivation(output.layer(), shape(signals, output), output.values()))
                .toList();
    }

    private static void addSignals(Set<String> signals, String part, Shape input, List<Layer> layers) {
        var shape = input;
        for (int i = 0; i < layers.size(); i++) {
            shape = layers.get(i).outputShape(shape);
            if (shape.isSignal()) signals.add(part + "." + i);
        }
    }

    private static Shape shape(Set<String> signals, LayerOutput output) {
        var extent = output.extent();
        if (signals.stream().anyMatch(name -> (output.layer() + ".").startsWith(name + "."))) {
            return Shape.of(extent.width(), extent.channels());
        }
        return extent.height() * extent.width() == 1
                ? Shape.of(extent.channels())
                : Shape.of(extent.height(), extent.width(), extent.channels());
    }
}
