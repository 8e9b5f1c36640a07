package dev.hourglass.spec.layer;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Layers with a way around them: `y = body(x) + shortcut(x)` (He et al. 2016).
///
/// The shortcut is the identity where the body's output has the shape of its input. Elsewhere it is a linear map with weights
/// of its own, a projection: a 1x1 convolution of a picture, likewise of a signal, a dense layer of a flat sample.
///
/// No activation follows the sum; where one is wanted, an [Activate] comes behind.
///
/// @param body at least one layer; residuals stand in one another at most [#MAX_DEPTH] deep
public record Residual(List<Layer> body) implements Layer {
    /// Residuals inside one another.
    public static final int MAX_DEPTH = 16;

    /// The shortcut's name among the body's layers.
    public static final String SHORTCUT = "shortcut";

    public Residual {
        body = List.copyOf(body);
        if (body.isEmpty()) {
            throw new SpecException(
                    "residual: expected at least one layer, found none; add one or remove the residual");
        }
        int depth = depth(body);
        if (depth > MAX_DEPTH) {
            throw new SpecException(String.format(Locale.ROOT,
                    "residual: expected at most %d residuals inside one another, found %d; put them one behind the other",
                    MAX_DEPTH, depth));
        }
    }

    /// Those of a residual with some body, itself included.
    private static int depth(List<Layer> body) {
        int inside = 0;
        for (var layer : body) {
            if (layer instanceof Residual(var inner)) {
                inside = Math.max(inside, depth(inner));
            }
        }
        return 1 + inside;
    }

    @Override
    public Shape outputShape(Shape input) {
        var output = Layer.chain("", input, body);
        if (!input.equals(output)) {
            requireProjection(input, output);
        }
        return output;
    }

    /// The projection beside the body; empty where the input is added as it is.
    ///
    /// @param input a shape that the layer takes
    public Optional<Layer> shortcut(Shape input) {
        var output = outputShape(input);
        if (output.equals(input)) {
            return Optional.empty();
        }
        if (output.isFlat()) {
            return Optional.of(new Dense(output.size(), Activation.IDENTITY));
        }
        int stride = stride(input, output);
        return Optional.of(output.isSignal()
                ? new Conv1d(output.channels(), 1, Activation.IDENTITY).withStride(stride)
                : new Conv2d(output.channels(), 1, Activation.IDENTITY).withStride(stride));
    }

    private static void requireProjection(Shape input, Shape output) {
        if (input.dims().size() != output.dims().size()) {
            throw new SpecException(String.format(Locale.ROOT,
                    "shortcut: expected a picture of a picture, a signal of a signal or a flat output of a flat input, found %s of %s; "
                            + "put what flattens or reshapes outside of the residual",
                    output, input));
        }
        if (input.isFlat()) {
            return;
        }
        int stride = stride(input, output);
        if (Math.ceilDiv(input.height(), stride) != output.height()
                || Math.ceilDiv(input.width(), stride) != output.width()) {
            throw new SpecException(String.format(Locale.ROOT,
                    "shortcut: expected an output that a convolution of kernel 1 and some stride makes of %s, found %s; "
                            + "put what changes the extents outside of the residual",
                    input, output));
        }
    }

    /// The least stride with which a 1x1 convolution makes no more pixels than the output has.
    private static int stride(Shape input, Shape output) {
        return Math.max(
                Math.ceilDiv(input.height(), output.height()), Math.ceilDiv(input.width(), output.width()));
    }

    /// Those of the body, then those of the shortcut.
    @Override
    public List<Parameter> parameters(Shape input) {
        var all = new ArrayList<Parameter>();
        var shape = input;
        for (int i = 0; i < body.size(); i++) {
            addAll(all, Integer.toString(i), body.get(i).parameters(shape));
            shape = body.get(i).outputShape(shape);
        }
        shortcut(input).ifPresent(projection -> addAll(all, SHORTCUT, projection.parameters(input)));
        return List.copyOf(all);
    }

    private static void addAll(List<Parameter> all, String name, List<Parameter> parameters) {
        parameters.forEach(parameter -> all.add(parameter.within(name)));
    }

    @Override
    public FeatureMapping featureMapping() {
        return FeatureMapping.SUM;
    }

    @Override
    public String kind() {
        return "residual";
    }

    @Override
    public String description() {
        return body.size() == 1 ? "residual of 1 layer" : "residual of " + body.size() + " layers";
    }
}
