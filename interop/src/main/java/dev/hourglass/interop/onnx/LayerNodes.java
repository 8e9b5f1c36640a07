package dev.hourglass.interop.onnx;

import dev.hourglass.interop.onnx.OnnxGraph.Value;
import dev.hourglass.model.Weights;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activate;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Add;
import dev.hourglass.spec.layer.AvgPool2d;
import dev.hourglass.spec.layer.Concatenate;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.ConvTranspose2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.DepthwiseConv2d;
import dev.hourglass.spec.layer.Dropout;
import dev.hourglass.spec.layer.Flatten;
import dev.hourglass.spec.layer.GroupNorm;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.layer.LayerNorm;
import dev.hourglass.spec.layer.MaxPool2d;
import dev.hourglass.spec.layer.PictureLayer;
import dev.hourglass.spec.layer.Reshape;
import dev.hourglass.spec.layer.Residual;
import dev.hourglass.spec.layer.SignalLayer;
import dev.hourglass.spec.layer.Upsample2d;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Layers as nodes of a graph.
///
/// Pictures and signals have their channels last wherever a sample or a code comes in or goes out, and where features are counted; they
/// have them first, as ONNX defines its operators, from the first convolution, pooling or enlargement on.
final class LayerNodes {
    /// The slope of a leaky rectifier below zero.
    private static final float LEAK = 0.01f;

    private static final long[] CHANNELS_FIRST = {0, 3, 1, 2};
    private static final long[] CHANNELS_LAST = {0, 2, 3, 1};
    /// There and back.
    private static final long[] SIGNAL_CHANNELS = {0, 2, 1};

    private final OnnxGraph graph;
    private final Map<String, Weights> weights;
    /// Weights of the encoder's dense layers, which tied ones take from the last to the first.
    private final Deque<String> untied = new ArrayDeque<>();

    /// The encoder's input, then what its layers give.
    private final List<Value> encoded = new ArrayList<>();

    /// @param weights by name
    LayerNodes(OnnxGraph graph, Map<String, Weights> weights) {
        this.graph = graph;
        this.weights = weights;
    }

    /// Makes the weights of a dense layer known that is not in the graph, but tied to one that is.
    void addUntied(String place) {
        untied.push(constant(weight(place)));
    }

    /// @param place of the layer, such as `encoder.0`
    Value add(String place, Layer layer, Value in) {
        var shape = layer.outputShape(in.shape());
        return switch (layer) {
            case Dense dense -> activated(place, dense.activation(), dense(place, in, shape));
            case PictureLayer picture -> onPicture(place, picture, channelsFirst(place, in), shape);
            case SignalLayer signal -> onPicture(place, signal.onPicture(), channelsFirst(place, in), shape);
            case Flatten(), Reshape _ -> reshaped(place, in, shape);
            case Activate(var activation) -> activated(place, activation, in);
            case Dropout _ -> in;
            case LayerNorm(double epsilon) -> new NormalisationNodes(graph, place)
                    .ofPixels(epsilon, channelsLast(place, in), weight(place), bias(place));
            case GroupNorm(int groups, double epsilon) -> new NormalisationNodes(graph, place)
                    .ofGroups(groups, epsilon, in.shape().isFlat() ? in : channelsFirst(place, in), weight(place),
                            bias(place));
            case Concatenate(int from, _) -> concatenated(place, in, skipped(from), shape);
            case Add(int from) -> added(place, in, place + ".skip", skipped(from));
            case Residual residual -> residual(place, residual, in);
        };
    }

    /// A layer of pictures; of signals, whose nodes have the width alone, where these have one dimension.
    private Value onPicture(String place, PictureLayer layer, Value in, Shape shape) {
        return switch (layer) {
            case Conv2d conv -> activated(place, conv.activation(),
                    new ConvolutionNodes(graph, place).convolution(conv, in, shape, weight(place), bias(place)));
            case DepthwiseConv2d conv -> activated(place, conv.activation(),
                    new ConvolutionNodes(graph, place).depthwise(conv, in, shape, weight(place), bias(place)));
            case ConvTranspose2d conv -> activated(place, conv.activation(),
                    new ConvolutionNodes(graph, place).transposed(conv, in, shape, weight(place), bias(place)));
            case MaxPool2d(var window) -> PictureNodes.pool(graph, "MaxPool", place, window, in, shape);
            case AvgPool2d(var window) -> PictureNodes.pool(graph, "AveragePool", place, window, in, shape);
            case Upsample2d upsample -> PictureNodes.enlarged(graph, place, upsample.interpolation(), in, shape);
        };
    }

    /// Layers one behind the other.
    ///
    /// @param part what the names of their places begin with, such as `encoder`
    Value chain(String part, List<Layer> chain, Value in) {
        var value = in;
        for (int i = 0; i < chain.size(); i++) {
            value = add(part + "." + i, chain.get(i), value);
        }
        return value;
    }

    /// A picture is added with its channels first; body and shortcut may end with another order.
    private Value residual(String place, Residual residual, Value in) {
        var body = chain(place, residual.body(), in);
        var beside = place + "." + Residual.SHORTCUT;
        var shortcut = residual.shortcut(in.shape()).map(projection -> add(beside, projection, in)).orElse(in);
        return added(place, body, beside, shortcut);
    }

    private Value added(String place, Value one, String beside, Value other) {
        boolean isFlat = one.shape().isFlat();
        var first = isFlat ? one : channelsFirst(place + ".sum", one);
        var second = isFlat ? other : channelsFirst(beside + ".sum", other);
        var name = graph.add("Add", place + ".add", List.of(first.name(), second.name()));
        return new Value(name, first.shape(), first.isChannelsFirst());
    }

    /// Channels first, or features, come behind the first dimension.
    private Value concatenated(String place, Value in, Value other, Shape shape) {
        boolean isFlat = shape.isFlat();
        var first = isFlat ? in : channelsFirst(place + ".own", in);
        var second = isFlat ? other : channelsFirst(place + ".skip", other);
        var name = graph.add("Concat", place + ".concatenate", List.of(first.name(), second.name()),
                Attribute.of("axis", 1));
        return new Value(name, shape, !isFlat);
    }

    private Value skipped(int from) {
        return encoded.get(from);
    }

    /// The layers of the encoder; what each gives is kept for skip connections.
    Value encoder(String part, List<Layer> chain, Value in) {
        encoded.add(in);
        for (int i = 0; i < chain.size(); i++) {
            encoded.add(add(part + "." + i, chain.get(i), encoded.getLast()));
        }
        return encoded.getLast();
    }

    /// A dense layer without its activation.
    Value dense(String place, Value in, Shape out) {
        var bias = graph.constant(place + ".bias", List.of(out.size()), bias(place).values());
        var own = weights.get(place + ".weight");
        if (own == null) {
            var name = graph.add("Gemm", place + ".dense", List.of(in.name(), untied.pop(), bias),
                    Attribute.of("transB", 1));
            return new Value(name, out, false);
        }
        var weight = constant(own);
        untied.push(weight);
        return new Value(graph.add("Gemm", place + ".dense", List.of(in.name(), weight, bias)), out, false);
    }

    private Weights weight(String place) {
        return Objects.requireNonNull(weights.get(place + ".weight"), place);
    }

    private Weights bias(String place) {
        return Objects.requireNonNull(weights.get(place + ".bias"), place);
    }

    private String constant(Weights tensor) {
        return graph.constant(tensor.name(), tensor.shape(), tensor.values());
    }

    /// The same features in another shape; pictures are read with their channels last.
    Value reshaped(String place, Value in, Shape shape) {
        var source = channelsLast(place, in);
        var extents = new long[shape.dims().size() + 1]; // the first, 0, stands for that of the input
        for (int i = 1; i < extents.length; i++) {
            extents[i] = shape.dims().get(i - 1);
        }
        var to = graph.constant(place + ".shape", extents);
        return new Value(graph.add("Reshape", place + ".reshape", List.of(source.name(), to)), shape, false);
    }

    Value activated(String place, Activation activation, Value in) {
        var inputs = List.of(in.name());
        var name = switch (activation) {
            case IDENTITY -> in.name();
            case RELU -> graph.add("Relu", place + ".relu", inputs);
            case LEAKY_RELU -> graph.add("LeakyRelu", place + ".leaky_relu", inputs, Attribute.of("alpha", LEAK));
            case ELU -> graph.add("Elu", place + ".elu", inputs, Attribute.of("alpha", 1f));
            case SIGMOID -> graph.add("Sigmoid", place + ".sigmoid", inputs);
            case TANH -> graph.add("Tanh", place + ".tanh", inputs);
            case SOFTPLUS -> graph.add("Softplus", place + ".softplus", inputs);
            case GELU -> gelu(place + ".gelu", in.name());
            case SILU -> graph.add("Mul", place + ".silu",
                    List.of(in.name(), graph.add("Sigmoid", place + ".silu.sigmoid", inputs)));
            case SELU -> graph.add("Selu", place + ".selu", inputs);
            case HARD_SIGMOID -> graph.add("HardSigmoid", place + ".hard_sigmoid", inputs,
                    Attribute.of("alpha", 1f / 6), Attribute.of("beta", 0.5f));
        };
        return new Value(name, in.shape(), in.isChannelsFirst());
    }

    /// `x (1 + erf(x / sqrt(2))) / 2`: operators with a name of their own came later than this set.
    private String gelu(String place, String in) {
        var scaled = graph.add("Mul", place + ".scaled",
                List.of(in, graph.constant(place + ".scale", List.of(1), new float[] {(float) Math.sqrt(0.5)})));
        var erf = graph.add("Erf", place + ".erf", List.of(scaled));
        var twice = graph.add("Add", place + ".twice",
                List.of(erf, graph.constant(place + ".one", List.of(1), new float[] {1})));
        var product = graph.add("Mul", place + ".product", List.of(in, twice));
        return graph.add("Mul", place,
                List.of(product, graph.constant(place + ".half", List.of(1), new float[] {0.5f})));
    }

    private Value channelsFirst(String place, Value in) {
        return in.isChannelsFirst()
                ? in
                : new Value(graph.add("Transpose", place + ".channels_first", List.of(in.name()),
                        Attribute.of("perm", in.shape().isSignal() ? SIGNAL_CHANNELS : CHANNELS_FIRST)), in.shape(),
                        true);
    }

    /// @param place what stands before the names of new nodes
    Value channelsLast(String place, Value in) {
        return in.isChannelsFirst()
                ? new Value(graph.add("Transpose", place + ".channels_last", List.of(in.name()),
                        Attribute.of("perm", in.shape().isSignal() ? SIGNAL_CHANNELS : CHANNELS_LAST)), in.shape(),
                        false)
                : in;
    }
}
