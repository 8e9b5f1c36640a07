package dev.hourglass.interop.onnx;

import dev.hourglass.interop.onnx.OnnxGraph.Value;
import dev.hourglass.model.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// Layers that normalise, as nodes.
record NormalisationNodes(OnnxGraph graph, String place) {
    /// Over the features of a flat sample, or over the channels of each pixel, which come last.
    Value ofPixels(double epsilon, Value in, Weights weight, Weights bias) {
        int channels = in.shape().channels();
        var name = graph.add("LayerNormalization", place + ".layer_norm",
                List.of(in.name(), graph.constant(weight.name(), List.of(channels), weight.values()),
                        graph.constant(bias.name(), List.of(channels), bias.values())),
                Attribute.of("axis", -1), Attribute.of("epsilon", (float) epsilon));
        return new Value(name, in.shape(), in.isChannelsFirst());
    }

    /// Each group as a channel of its own, which [InstanceNormalization](https://onnx.ai/onnx/operators/onnx__InstanceNormalization.html)
    /// normalises; later sets of operators have a node for all of this.
    Value ofGroups(int groups, double epsilon, Value in, Weights weight, Weights bias) {
        var shape = in.shape();
        var ones = new float[groups];
        Arrays.fill(ones, 1);
        var grouped = graph.add("Reshape", place + ".groups",
                List.of(in.name(), graph.constant(place + ".grouped", 0, groups, -1)));
        var normal = graph.add("InstanceNormalization", place + ".group_norm",
                List.of(grouped, graph.constant(place + ".ones", List.of(groups), ones),
                        graph.constant(place + ".zeros", List.of(groups), new float[groups])),
                Attribute.of("epsilon", (float) epsilon));
        var extents = switch (shape.dims().size()) {
            case 1 -> new long[] {0, shape.size()};
            case 2 -> new long[] {0, shape.channels(), shape.width()};
            default -> new long[] {0, shape.channels(), shape.height(), shape.width()};
        };
        var back = graph.add("Reshape", place + ".channels",
                List.of(normal, graph.constant(place + ".ungrouped", extents)));
        var each = new ArrayList<>(Collections.nCopies(shape.dims().size(), 1));
        each.set(0, shape.channels());
        var scaled = graph.add("Mul", place + ".scaled",
                List.of(back, graph.constant(weight.name(), each, weight.values())));
        var name = graph.add("Add", place + ".shifted",
                List.of(scaled, graph.constant(bias.name(), each, bias.values())));
        return new Value(name, shape, in.isChannelsFirst());
    }
}
