package dev.hourglass.interop.onnx;

import dev.hourglass.interop.onnx.OnnxGraph.Value;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Interpolation;
import dev.hourglass.spec.layer.Sides;
import java.util.List;

/// Pooling and enlargement as nodes; all pictures have their channels first.
final class PictureNodes {
    private static final long ROWS = 2;
    private static final long COLUMNS = 3;

    /// Of signals.
    private static final long STEPS = 2;

    private PictureNodes() {}

    /// Two numbers of pixels; of signals, the one across.
    ///
    /// @param shape of what they are for
    static long[] sides(Shape shape, Sides sides) {
        return sides(shape, sides.height(), sides.width());
    }

    static long[] sides(Shape shape, long down, long across) {
        return shape.isSignal() ? new long[] {across} : new long[] {down, across};
    }

    static long[] pads(Shape shape, long top, long left, long bottom, long right) {
        return shape.isSignal() ? new long[] {left, right} : new long[] {top, left, bottom, right};
    }

    /// A last window that is smaller reads beyond the border, where nothing is larger than any pixel and nothing counts for a mean.
    ///
    /// @param operator `MaxPool` or `AveragePool`
    static Value pool(OnnxGraph graph, String operator, String place, Sides window, Value in, Shape out) {
        var pads = pads(out, 0, 0, (long) out.height() * window.height() - in.shape().height(),
                (long) out.width() * window.width() - in.shape().width());
        var name = graph.add(operator, place + ".pool", List.of(in.name()),
                Attribute.of("kernel_shape", sides(out, window)),
                Attribute.of("strides", sides(out, window)),
                Attribute.of("pads", pads));
        return new Value(name, out, true);
    }

    static Value enlarged(OnnxGraph graph, String place, Interpolation interpolation, Value in, Shape out) {
        return switch (interpolation) {
            case NEAREST -> nearest(graph, place, in, out);
            case BILINEAR -> resized(graph, place, in, out,
                    "linear", "half_pixel", "round_prefer_floor");
        };
    }

    /// Where a factor is not whole, a quotient of floats could miss the pixel that whole numbers find: there the pixels are
    /// listed.
    private static Value nearest(OnnxGraph graph, String place, Value in, Shape out) {
        if (out.height() % in.shape().height() == 0 && out.width() % in.shape().width() == 0) {
            return resized(graph, place, in, out, "nearest", "asymmetric", "floor");
        }
        var columns = graph.constant(place + ".columns", sources(in.shape().width(), out.width()));
        var high = out.isSignal() ? in.name() : enlargedRows(graph, place, in, out);
        var wide = graph.add("Gather", place + ".enlarged_columns", List.of(high, columns),
                Attribute.of("axis", out.isSignal() ? STEPS : COLUMNS));
        return new Value(wide, out, true);
    }

    private static String enlargedRows(OnnxGraph graph, String place, Value in, Shape out) {
        var rows = graph.constant(place + ".rows", sources(in.shape().height(), out.height()));
        return graph.add("Gather", place + ".enlarged_rows", List.of(in.name(), rows), Attribute.of("axis", ROWS));
    }

    private static long[] sources(long in, int out) {
        var sources = new long[out];
        for (int i = 0; i < out; i++) {
            sources[i] = i * in / out;
        }
        return sources;
    }

    private static Value resized(
            OnnxGraph graph, String place, Value in, Shape out, String mode, String coordinates, String rounding) {
        float across = scale(in.shape().width(), out.width());
        var factors = out.isSignal()
                ? new float[] {1, 1, across}
                : new float[] {1, 1, scale(in.shape().height(), out.height()), across};
        var scales = graph.constant(place + ".scales", List.of(factors.length), factors);
        var name = graph.add("Resize", place + ".upsample", List.of(in.name(), "", scales),
                Attribute.of("mode", mode),
                Attribute.of("coordinate_transformation_mode", coordinates),
                Attribute.of("nearest_mode", rounding));
        return new Value(name, out, true);
    }

    /// The quotient, or the next float above it where the product with `in` would fall below `out`.
    private static float scale(int in, int out) {
        float scale = (float) out / in;
        return in * scale < out ? Math.nextUp(scale) : scale;
    }
}
