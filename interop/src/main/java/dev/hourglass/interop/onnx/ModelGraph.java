package dev.hourglass.interop.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import dev.hourglass.interop.onnx.OnnxGraph.Value;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.Weights;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.latent.DeterministicLatent;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.TopK;
import dev.hourglass.spec.latent.WinnerTakeAll;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.loss.ClassProbabilities;
import dev.hourglass.spec.loss.Loss;
import dev.hourglass.spec.loss.OutputBlock;
import dev.hourglass.spec.loss.Reconstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A model, or a part of it, as a graph: what [TrainedAutoencoder] computes, without what only training does.
final class ModelGraph {
    static final String INPUT = "input";
    static final String LABEL = "label";
    static final String CODE = "code";
    static final String LOG_VARIANCE = "log_variance";
    static final String RECONSTRUCTION = "reconstruction";
    static final String PROBABILITIES = "probabilities";

    /// Between these the exponential of a network's outputs is taken, as in Hourglass.
    static final double LEAST_LOGARITHM = -87;
    static final double LARGEST_LOGARITHM = 88;

    private static final String ENCODER = "encoder";
    private static final String DECODER = "decoder";
    private static final String LATENT = "latent";
    private static final long FEATURES = 1;

    /// What a variational encoder gives.
    private record Moments(Value mean, Value logVariance) {}

    private final Autoencoder spec;
    private final Map<String, Weights> weights;
    private final OnnxGraph graph;
    private final LayerNodes layers;
    private final Optional<String> oneHot;

    /// What an autoencoder gives.
    ///
    /// @param logits outputs that the losses have not turned back
    record Reconstructed(Value code, Value logits) {}

    private ModelGraph(TrainedAutoencoder model, OnnxGraph graph) {
        this.spec = model.spec();
        this.weights = model.weights().stream().collect(Collectors.toMap(Weights::name, tensor -> tensor));
        this.graph = graph;
        this.layers = new LayerNodes(graph, weights);
        this.oneHot = spec.latent().classes() > 0 ? Optional.of(oneHot(spec.latent().classes())) : Optional.empty();
    }

    static GraphProto of(TrainedAutoencoder model, OnnxPart part) {
        var graph = new ModelGraph(model, new OnnxGraph(part.toString()));
        switch (part) {
            case ENCODER -> graph.addEncoder();
            case DECODER -> graph.addDecoder();
            case AUTOENCODER -> graph.addAutoencoder();
        }
        return graph.graph.build();
    }

    /// Adds a whole autoencoder to a graph, but for what turns its outputs back.
    ///
    /// @param input of the shape that the model reads, without NaN
    static Reconstructed add(TrainedAutoencoder model, OnnxGraph graph, Value input) {
        var nodes = new ModelGraph(model, graph);
        var code = nodes.code(nodes.encoded(input));
        return new Reconstructed(nodes.layers.channelsLast(LATENT, code), nodes.logits(code));
    }

    private void addEncoder() {
        var encoded = encoded(samples());
        if (spec.latent() instanceof GaussianLatent gaussian) {
            var moments = moments(gaussian, encoded);
            graph.output(CODE, moments.mean());
            graph.output(LOG_VARIANCE, moments.logVariance());
        } else {
            graph.output(CODE, layers.channelsLast(CODE, code(encoded)));
        }
    }

    private void addDecoder() {
        if (spec.tiedWeights()) {
            for (int i = 0; i < spec.encoder().size(); i++) {
                if (spec.encoder().get(i) instanceof Dense) {
                    layers.addUntied(ENCODER + "." + i);
                }
            }
        }
        addOutput(graph.input(CODE, spec.codeShape()));
    }

    private void addAutoencoder() {
        addOutput(code(encoded(samples())));
    }

    /// The input, with 0 for NaN where the loss allows features to be missing.
    private Value samples() {
        var input = graph.input(INPUT, spec.input());
        if (!spec.loss().allowsMissing()) {
            return input;
        }
        var missing = graph.add("IsNaN", INPUT + ".missing", List.of(input.name()));
        var zero = graph.constant(INPUT + ".zero", List.of(1), new float[1]);
        var name = graph.add("Where", INPUT + ".present", List.of(missing, zero, input.name()));
        return new Value(name, input.shape(), false);
    }

    private Value encoded(Value input) {
        return layers.encoder(ENCODER, spec.encoder(), conditioned(ENCODER, input));
    }

    private Value code(Value encoded) {
        return switch (spec.latent()) {
            case DeterministicLatent _, WinnerTakeAll _ -> encoded;
            case TopK(int k) -> largest(k, encoded);
            case GaussianLatent gaussian -> moments(gaussian, encoded).mean();
        };
    }

    private void addOutput(Value code) {
        graph.output(outputName(spec), decoded(code));
    }

    private Value decoded(Value code) {
        var decoded = logits(code);
        var blocks = spec.outputs().blocks();
        return blocks.size() == 1
                ? turnedBack(DECODER, blocks.getFirst().loss(), decoded)
                : turnedBack(blocks, decoded);
    }

    private Value logits(Value code) {
        return layers.channelsLast(DECODER, layers.chain(DECODER, spec.decoder(), conditioned(DECODER, code)));
    }

    /// Each block by its own loss.
    private Value turnedBack(List<OutputBlock> blocks, Value decoded) {
        var parts = IntStream.range(0, blocks.size()).mapToObj(i -> DECODER + ".block." + i).toList();
        var sizes = graph.constant(DECODER + ".blocks", blocks.stream().mapToLong(OutputBlock::size).toArray());
        graph.add("Split", parts, List.of(decoded.name(), sizes), Attribute.of("axis", FEATURES));
        var finished = new ArrayList<String>();
        for (int i = 0; i < blocks.size(); i++) {
            var part = new Value(parts.get(i), Shape.of(blocks.get(i).size()), false);
            finished.add(turnedBack(parts.get(i), blocks.get(i).loss(), part).name());
        }
        var name = graph.add("Concat", DECODER + ".reconstruction", finished, Attribute.of("axis", FEATURES));
        return new Value(name, decoded.shape(), false);
    }

    /// Reconstructions or probabilities.
    private Value turnedBack(String place, Loss loss, Value outputs) {
        return switch (loss.outputActivation()) {
            case IDENTITY -> outputs;
            case SIGMOID -> Layer.lastActivation(spec.decoder()) == Activation.IDENTITY
                    ? layers.activated(place, Activation.SIGMOID, outputs) : outputs;
            case EXPONENTIAL -> exponential(place, outputs);
            case SOFTMAX -> softmax(place, outputs);
        };
    }

    /// What the outputs of the whole network are called.
    static String outputName(Autoencoder spec) {
        return switch (spec.outputs()) {
            case Reconstruction _ -> RECONSTRUCTION;
            case ClassProbabilities _ -> PROBABILITIES;
        };
    }

    private Value exponential(String place, Value logarithms) {
        var least = graph.constant(place + ".least", List.of(), new float[] {(float) LEAST_LOGARITHM});
        var largest = graph.constant(place + ".largest", List.of(), new float[] {(float) LARGEST_LOGARITHM});
        var clipped = graph.add("Clip", place + ".clipped", List.of(logarithms.name(), least, largest));
        return new Value(graph.add("Exp", place + ".exp", List.of(clipped)), logarithms.shape(), false);
    }

    private Value softmax(String place, Value logits) {
        var name = graph.add("Softmax", place + ".softmax", List.of(logits.name()), Attribute.of("axis", FEATURES));
        return new Value(name, logits.shape(), false);
    }

    private Moments moments(GaussianLatent gaussian, Value encoded) {
        int size = gaussian.size();
        var heads = layers.dense(LATENT, encoded, Shape.of(2 * size));
        var sizes = graph.constant(LATENT + ".sizes", size, size);
        var mean = LATENT + ".mean";
        var logVariance = LATENT + "." + LOG_VARIANCE;
        graph.add("Split", List.of(mean, logVariance), List.of(heads.name(), sizes), Attribute.of("axis", FEATURES));
        var code = Shape.of(size);
        return new Moments(new Value(mean, code, false), new Value(logVariance, code, false));
    }

    /// The largest features of each sample, the first ones among equals, where they were among zeros.
    private Value largest(int k, Value encoded) {
        var flat = layers.reshaped(LATENT + ".flat", encoded, Shape.of(encoded.shape().size()));
        var values = LATENT + ".largest";
        var places = LATENT + ".places";
        graph.add("TopK", List.of(values, places), List.of(flat.name(), graph.constant(LATENT + ".k", k)),
                Attribute.of("axis", FEATURES));
        var extents = graph.add("Shape", LATENT + ".extents", List.of(flat.name()));
        var zeros = graph.add("ConstantOfShape", LATENT + ".zeros", List.of(extents));
        var sparse = graph.add("ScatterElements", LATENT + ".sparse", List.of(zeros, places, values),
                Attribute.of("axis", FEATURES));
        return layers.reshaped(LATENT, new Value(sparse, flat.shape(), false), encoded.shape());
    }

    private String oneHot(int classes) {
        var depth = graph.constant(LABEL + ".classes", classes);
        var values = graph.constant(LABEL + ".values", List.of(2), new float[] {0, 1});
        return graph.add("OneHot", LABEL + ".one_hot", List.of(graph.labels(LABEL), depth, values));
    }

    /// Features, or the channels of every pixel, with the one-hot label behind them.
    private Value conditioned(String part, Value in) {
        if (oneHot.isEmpty()) {
            return in;
        }
        int classes = spec.latent().classes();
        var label = in.shape().isFlat() ? oneHot.get() : everywhere(part, oneHot.get(), classes, in.shape());
        long last = in.shape().dims().size();
        var name = graph.add("Concat", part + ".label", List.of(in.name(), label), Attribute.of("axis", last));
        return new Value(name, in.shape().withMore(classes), false);
    }

    /// The label at every pixel of a picture, or at every step of a signal.
    private String everywhere(String part, String label, int classes, Shape shape) {
        boolean isSignal = shape.isSignal();
        var pixel = graph.constant(part + ".label.pixel",
                isSignal ? new long[] {0, 1, classes} : new long[] {0, 1, 1, classes});
        var picked = graph.add("Reshape", part + ".label.one", List.of(label, pixel));
        var extents = graph.constant(part + ".label.extents",
                isSignal ? new long[] {1, shape.width(), 1} : new long[] {1, shape.height(), shape.width(), 1});
        return graph.add("Expand", part + ".label.everywhere", List.of(picked, extents));
    }
}
