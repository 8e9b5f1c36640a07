package dev.hourglass.interop.onnx;

import dev.hourglass.interop.onnx.OnnxGraph.Value;
import dev.hourglass.model.Weights;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.ConvTranspose2d;
import dev.hourglass.spec.layer.DepthwiseConv2d;
import dev.hourglass.spec.layer.Padding;
import java.util.ArrayList;
import java.util.List;

/// Convolutions as nodes, with the zeros around a picture written out: ONNX has the odd zero on either side, and its
/// transposed convolutions cut off what padding would have added.
final class ConvolutionNodes {
    private final OnnxGraph graph;
    private final String place;

    ConvolutionNodes(OnnxGraph graph, String place) {
        this.graph = graph;
        this.place = place;
    }

    Value convolution(Conv2d conv, Value in, Shape out, Weights weight, Weights bias) {
        var rows = Axis.of(conv.padding(), in.shape().height(), conv.window().height(),
                conv.stride().height());
        var columns = Axis.of(conv.padding(), in.shape().width(), conv.window().width(),
                conv.stride().width());
        var kernel = graph.constant(weight.name(),
                windowsLast(conv.filters(), in.shape().channels(), weight),
                windowsLast(weight, true));
        var name = graph.add("Conv", place + ".conv", List.of(in.name(), kernel, bias(bias)),
                Attribute.of("kernel_shape", PictureNodes.sides(out, conv.kernel())),
                Attribute.of("strides", PictureNodes.sides(out, conv.stride())),
                Attribute.of("dilations", PictureNodes.sides(out, conv.dilation())),
                Attribute.of("pads", pads(out, rows, columns)));
        return new Value(name, out, true);
    }

    /// As many groups as channels, each of one channel.
    Value depthwise(DepthwiseConv2d conv, Value in, Shape out, Weights weight, Weights bias) {
        var rows = Axis.of(conv.padding(), in.shape().height(), conv.window().height(), conv.stride().height());
        var columns = Axis.of(conv.padding(), in.shape().width(), conv.window().width(), conv.stride().width());
        int channels = in.shape().channels();
        var kernel = graph.constant(weight.name(), windowsLast(channels, 1, weight), windowsLast(weight, false));
        var name = graph.add("Conv", place + ".depthwise", List.of(in.name(), kernel, bias(bias)),
                Attribute.of("group", channels),
                Attribute.of("kernel_shape", PictureNodes.sides(out, conv.kernel())),
                Attribute.of("strides", PictureNodes.sides(out, conv.stride())),
                Attribute.of("dilations", PictureNodes.sides(out, conv.dilation())),
                Attribute.of("pads", pads(out, rows, columns)));
        return new Value(name, out, true);
    }

    Value transposed(ConvTranspose2d conv, Value in, Shape out, Weights weight, Weights bias) {
        var rows = Axis.of(conv.padding(), out.height(), conv.kernel().height(),
                conv.stride().height());
        var columns = Axis.of(conv.padding(), out.width(), conv.kernel().width(),
                conv.stride().width());
        var kernel = graph.constant(weight.name(),
                windowsLast(in.shape().channels(), conv.filters(), weight),
                windowsLast(weight, false));
        var name = graph.add("ConvTranspose", place + ".conv_transpose", List.of(in.name(), kernel, bias(bias)),
                Attribute.of("kernel_shape", PictureNodes.sides(out, conv.kernel())),
                Attribute.of("strides", PictureNodes.sides(out, conv.stride())),
                Attribute.of("pads", pads(out, rows, columns)),
                Attribute.of("output_padding", PictureNodes.sides(out, rows.unread(), columns.unread())));
        return new Value(name, out, true);
    }

    private String bias(Weights bias) {
        return graph.constant(bias.name(), bias.shape(), bias.values());
    }

    private static long[] pads(Shape out, Axis rows, Axis columns) {
        return PictureNodes.pads(out, rows.before(), columns.before(), rows.after(), columns.after());
    }

    private static List<Integer> windowsLast(int first, int second, Weights weight) {
        var shape = new ArrayList<>(List.of(first, second));
        shape.addAll(weight.shape().subList(0, weight.shape().size() - 2));
        return shape;
    }

    /// `[kernel][kernel][in][out]` as `[out][in][kernel][kernel]` or `[in][out][kernel][kernel]`; of signals with one extent of the kernel.
    private static float[] windowsLast(Weights weight, boolean outputsFirst) {
        int inputs = weight.shape().get(weight.shape().size() - 2);
        int outputs = weight.shape().getLast();
        var from = weight.values();
        int window = from.length / (inputs * outputs);
        var to = new float[from.length];
        for (int tap = 0; tap < window; tap++) {
            for (int in = 0; in < inputs; in++) {
                for (int out = 0; out < outputs; out++) {
                    int pair = outputsFirst ? out * inputs + in : in * outputs + out;
                    to[pair * window + tap] = from[(tap * inputs + in) * outputs + out];
                }
            }
        }
        return to;
    }

    /// Zeros before and after a line of pixels.
    ///
    /// @param unread pixels at the end that no window reads
    private record Axis(int before, int after, int unread) {
        /// @param size pixels that a convolution reads
        static Axis of(Padding padding, int size, int kernel, int stride) {
            int before = padding.before(size, kernel, stride);
            int read = (padding.outputSize(size, kernel, stride) - 1) * stride + kernel - before;
            return new Axis(before, padding.after(size, kernel, stride), Math.max(0, size - read));
        }
    }
}
