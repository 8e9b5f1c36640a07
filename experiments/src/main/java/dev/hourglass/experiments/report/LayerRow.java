package dev.hourglass.experiments.report;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.layer.Parameter;
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
    public static List<LayerRow> of(Autoencoder spec) {
        var rows = new ArrayList<LayerRow>();
        rows.add(new LayerRow("", "input", spec.input(), 0));
        append(rows, spec, "encoder", spec.encoder());
        var latent = spec.latent().description();
        if (!latent.isEmpty()) {
            rows.add(new LayerRow("latent", latent, spec.codeShape(), size(spec.latent().parameters(spec.encoded()))));
        }
        append(rows, spec, "decoder", spec.decoder());
        return List.copyOf(rows);
    }

    private static void append(List<LayerRow> rows, Autoencoder spec, String part, List<Layer> layers) {
        var shape = part.equals("encoder") ? spec.input() : spec.codeShape();
        int classes = spec.latent().classes();
        if (classes > 0) {
            shape = shape.withMore(classes);
            rows.add(new LayerRow(part, "with the label of " + classes + " classes", shape, 0));
        }
        boolean isTied = part.equals("decoder") && spec.tiedWeights();
        boolean isHead = part.equals("decoder") && spec.isClassifier();
        append(rows, (isHead ? "head" : part) + " ", layers, shape, isTied);
    }

    /// @param place what their places begin with, such as `encoder `
    private static void append(
            List<LayerRow> rows, String place, List<Layer> layers, Shape input, boolean areTied) {
        var shape = input;
        for (int i = 0; i < layers.size(); i++) {
            var layer = layers.get(i);
            append(rows, place + (i + 1), layer, shape, areTied);
            shape = layer.outputShape(shape);
        }
    }

    private static void append(List<LayerRow> rows, String place, Layer layer, Shape input, boolean isTied) {
        var output = layer.outputShape(input);
        if (layer instanceof Residual residual) {
            append(rows, place + ".", residual.body(), input, false);
            residual.shortcut(input).ifPresent(
                    projection -> append(rows, place + " " + Residual.SHORTCUT, projection, input, false));
            rows.add(new LayerRow(place, layer.description(), output, 0));
        } else {
            boolean readsOthers = isTied && layer instanceof Dense;
            var own = layer.parameters(input).stream()
                    .filter(parameter -> !readsOthers || !parameter.role().equals(Parameter.WEIGHT)).toList();
            rows.add(new LayerRow(place, layer.description() + (readsOthers ? ", tied" : ""), output, size(own)));
        }
    }

    private static long size(List<Parameter> parameters) {
        return parameters.stream().mapToLong(Parameter::size).sum();
    }
}
