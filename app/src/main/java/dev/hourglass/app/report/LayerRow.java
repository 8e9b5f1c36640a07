package dev.hourglass.app.report;

import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.Weights;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Layer;
import java.util.ArrayList;
import java.util.List;

/// One line of the table that shows how a model is built.
///
/// @param place such as `encoder 1`, or `head 1` of a classifier; empty for the input
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
        for (int i = 0; i < layers.size(); i++) {
            var layer = layers.get(i);
            var text = layer.description() + (isTied && layer instanceof Dense ? ", tied" : "");
            shape = layer.outputShape(shape);
            rows.add(new LayerRow(
                    (isHead ? "head" : part) + " " + (i + 1), text, shape,
                    parameters(model, part + "." + i + ".")));
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
