package dev.hourglass.experiments.report;

import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.Weights;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.layer.Residual;
import java.util.ArrayList;
import java.util.List;

/// One line of the table that shows how a model is built.
///
/// The layers inside a residual and its projection come before the residual itself, which is their sum.
///
/// @param place such as `encoder 1`, or `head 1` of a classifier; `encoder 2.1` and `encoder 2 shortcut` inside a residual;
///     empty for the input
/// @param layer what the layer is
/// @param output shape of what it makes
/// @param parameters numbers it has learnt
public record LayerRow(String place, String layer, Shape output, long parameters) {
    /// A model from its input to its reconstruction.
    public static List<LayerRow> of(TrainedAutoencoder model) {
        var spec = model.spec();
        var rows = new ArrayList<LayerRow>();
        rows.add(new LayerRow("", "input", spec.input(), 0));
        append(rows, model, "encoder", spec.encoder());
        var latent = spec.latent().description();
        if (!latent.isEmpty()) {
            rows.add(new LayerRow("latent", latent, spec.codeShape(), parameters(model, "latent.")));
        }
        append(rows, model, "decoder", spec.decoder());
        return List.copyOf(rows);
    }

    private static void append(List<LayerRow> rows, TrainedAutoencoder model, String part, List<Layer> layers) {
        var shape = part.equals("encoder") ? model.spec().input() : model.spec().codeShape();
        int classes = model.spec().latent().classes();
        if (classes > 0) {
            shape = shape.withMore(classes);
            rows.add(new LayerRow(part, "with the label of " + classes + " classes", shape, 0));
        }
        boolean isTied = part.equals("decoder") && model.spec().tiedWeights();
        boolean isHead = part.equals("decoder") && model.spec().isClassifier();
        append(rows, model, part + ".", (isHead ? "head" : part) + " ", layers, shape, isTied);
    }

    /// @param name what the layers' names begin with, such as `encoder.`
    /// @param place what their places begin with, such as `encoder `
    private static void append(
            List<LayerRow> rows, TrainedAutoencoder model, String name, String place, List<Layer> layers, Shape input,
            boolean areTied) {
        var shape = input;
        for (int i = 0; i < layers.size(); i++) {
            var layer = layers.get(i);
            append(rows, model, name + i, place + (i + 1), layer, shape, areTied);
            shape = layer.outputShape(shape);
        }
    }

    private static void append(
            List<LayerRow> rows, TrainedAutoencoder model, String name, String place, Layer layer, Shape input,
            boolean isTied) {
        var output = layer.outputShape(input);
        if (layer instanceof Residual residual) {
            append(rows, model, name + ".", place + ".", residual.body(), input, false);
            residual.shortcut(input).ifPresent(projection -> append(
                    rows, model, name + "." + Residual.SHORTCUT, place + " " + Residual.SHORTCUT, projection, input,
                    false));
            rows.add(new LayerRow(place, layer.description(), output, 0));
        } else {
            var text = layer.description() + (isTied && layer instanceof Dense ? ", tied" : "");
            rows.add(new LayerRow(place, text, output, parameters(model, name + ".")));
        }
    }

    private static long parameters(TrainedAutoencoder model, String prefix) {
        return model.weights().stream()
                .filter(weights -> weights.name().startsWith(prefix))
                .map(Weights::values)
                .mapToLong(values -> values.length)
                .sum();
    }
}
