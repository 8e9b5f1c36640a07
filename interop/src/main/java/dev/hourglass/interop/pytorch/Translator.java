package dev.hourglass.interop.pytorch;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.latent.DeterministicLatent;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.TopK;
import dev.hourglass.spec.latent.WinnerTakeAll;
import dev.hourglass.spec.layer.Add;
import dev.hourglass.spec.layer.Concatenate;
import dev.hourglass.spec.layer.GroupNorm;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.layer.Residual;
import dev.hourglass.spec.layer.Skip;
import dev.hourglass.spec.loss.ClassProbabilities;
import dev.hourglass.spec.loss.GaussianLikelihood;
import dev.hourglass.spec.loss.Reconstruction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Follows a spec's features from the input to the output and notes how each tensor on the way lies in PyTorch.
final class Translator {
    /// What a dense layer of the encoder reads and writes.
    private record DenseEnds(FeatureOrders in, FeatureOrders out) {}

    private static final String ENCODER = "encoder";
    /// Of a learnt deviation.
    private static final String DEVIATION = "loss." + GaussianLikelihood.LOG_RATIO.role();
    private static final String DECODER = "decoder";

    private final Autoencoder spec;
    private final Map<String, ParameterTensor> tensors;
    private final List<Translation> translations = new ArrayList<>();
    /// Of the encoder, the last on top: tied layers take their weights from there.
    private final Deque<DenseEnds> untied = new ArrayDeque<>();
    private Shape shape;
    /// Those of a list; what they are while they are pictures or signals is not asked.
    private FeatureOrders features;
    /// Those of the encoder's input, then of what its layers give.
    private final List<FeatureOrders> encoded = new ArrayList<>();

    private Translator(Autoencoder spec) {
        this.spec = spec;
        this.tensors = Graph.of(spec, 1).tensors().stream()
                .collect(Collectors.toMap(ParameterTensor::name, Function.identity()));
        this.shape = spec.input();
        this.features = FeatureOrders.of(new FeatureOrder(shape.size()));
    }

    /// All tensors of a spec, in file order.
    ///
    /// @throws SpecException if features are regrouped so that no weights make the network in PyTorch the same
    static List<Translation> of(Autoencoder spec) {
        return new Translator(spec).translations();
    }

    private List<Translation> translations() {
        var samples = features;
        addCondition();
        encoded.add(features);
        addLayers(ENCODER, spec.encoder(), ENCODER, ENCODER);
        addLatent();
        addCondition();
        addLayers(DECODER, spec.decoder(), DECODER, DECODER);
        if (shape.isFlat()) {
            at(DECODER, () -> {
                switch (spec.outputs()) {
                    case Reconstruction _ -> features.requireSame(samples);
                    case ClassProbabilities _ -> features.requireChannels(1);
                }
            });
        }
        if (tensors.containsKey(DEVIATION)) {
            translations.add(new Translation.Bias(tensor(DEVIATION), FeatureOrders.of(FeatureOrder.unchanged(1))));
        }
        return List.copyOf(translations);
    }

    private void addCondition() {
        int classes = spec.latent().classes();
        if (classes > 0) {
            var parts = new ArrayList<>(features.parts());
            parts.add(FeatureOrder.unchanged(classes));
            features = new FeatureOrders(parts);
            shape = shape.withMore(classes);
        }
    }

    private void addLayers(String part, List<Layer> layers, String name, String place) {
        for (int i = 0; i < layers.size(); i++) {
            addLayer(part, layers.get(i), name + "." + i, place + " layer " + (i + 1));
            if (name.equals(ENCODER)) {
                encoded.add(features);
            }
        }
    }

    private void addLayer(String part, Layer layer, String name, String place) {
        var in = shape;
        var out = layer.outputShape(in);
        switch (layer.featureMapping()) {
            case ALL -> at(place, () -> addDense(part, name, out.size()));
            case CHANNELS -> addConvolution(name, false);
            case CHANNELS_TRANSPOSED -> addConvolution(name, true);
            case RESHAPED -> at(place, () -> regroup(in, out));
            case EACH -> {}
            // A group for each channel has its weights where a transposed convolution has its inputs.
            case FILTERED -> addConvolution(name, true);
            case NORMALISED -> at(place, () -> addNormalisation(layer, name));
            case JOINED -> at(place, () -> addSkip((Skip) layer));
            case SUM -> addResidual(part, (Residual) layer, name, place);
        }
        shape = out;
    }

    /// What is added has one order: that of the body's output and of the shortcut's.
    private void addResidual(String part, Residual residual, String name, String place) {
        var in = shape;
        var inputs = features;
        addLayers(part, residual.body(), name, place + ",");
        var body = features;
        shape = in;
        features = inputs;
        residual.shortcut(in).ifPresent(projection -> addLayer(
                part, projection, name + "." + Residual.SHORTCUT, place + ", " + Residual.SHORTCUT));
        if (residual.outputShape(in).isFlat()) {
            at(place, () -> body.requireSame(features));
        }
    }

    private void addDense(String part, String name, int units) {
        if (part.equals(DECODER) && spec.tiedWeights()) {
            addTied(name, units);
            return;
        }
        var inputs = features;
        addDense(name, new FeatureOrder(units));
        untied.push(new DenseEnds(inputs, features));
    }

    private void addDense(String name, FeatureOrder... outputs) {
        var inputs = features;
        features = FeatureOrders.of(outputs);
        translations.add(new Translation.DenseWeight(tensor(name + ".weight"), inputs, features));
        translations.add(new Translation.Bias(tensor(name + ".bias"), features));
    }

    /// A dense layer with the transposed weights of another reads what that one writes.
    private void addTied(String name, int units) {
        var other = untied.pop();
        features.requireSame(other.out());
        features = FeatureOrders.of(new FeatureOrder(units));
        features.requireSame(other.in());
        translations.add(new Translation.Bias(tensor(name + ".bias"), features));
    }

    private void addConvolution(String name, boolean isTransposed) {
        var bias = tensor(name + ".bias");
        translations.add(new Translation.ConvolutionWeight(tensor(name + ".weight"), isTransposed));
        translations.add(new Translation.Bias(bias, FeatureOrders.of(FeatureOrder.unchanged(bias.size()))));
    }

    /// A scale and a shift for each channel, or for each feature in the order that it has.
    private void addNormalisation(Layer layer, String name) {
        if (layer instanceof GroupNorm(int groups, _) && groups > 1 && shape.isFlat()) {
            features.requireChannels(1);
        }
        var order = shape.isFlat() ? features : FeatureOrders.of(FeatureOrder.unchanged(shape.channels()));
        translations.add(new Translation.Bias(tensor(name + ".weight"), order));
        translations.add(new Translation.Bias(tensor(name + ".bias"), order));
    }

    /// Features of a flat sample keep the order of the encoder's.
    private void addSkip(Skip skip) {
        if (!shape.isFlat()) {
            return;
        }
        var beside = encoded.get(skip.from());
        switch (skip) {
            case Add _ -> features.requireSame(beside);
            case Concatenate _ -> {
                var parts = new ArrayList<>(features.parts());
                parts.addAll(beside.parts());
                features = new FeatureOrders(parts);
            }
        }
    }

    private void addLatent() {
        switch (spec.latent()) {
            case DeterministicLatent _, TopK _, WinnerTakeAll _ -> {}
            case GaussianLatent gaussian -> {
                var code = new FeatureOrder(gaussian.size());
                addDense("latent", code, code);
                features = FeatureOrders.of(code);
                shape = Shape.of(gaussian.size());
            }
        }
    }

    /// A picture or a signal becomes a list, or a list one of them.
    private void regroup(Shape in, Shape out) {
        if (!in.isFlat()) {
            features = FeatureOrders.of(new FeatureOrder(in.size()));
            features.requireChannels(in.channels());
        }
        if (!out.isFlat()) {
            features.requireChannels(out.channels());
        }
    }

    private ParameterTensor tensor(String name) {
        var tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalStateException("the plan has no tensor " + name);
        }
        return tensor;
    }

    private static void at(String place, Runnable step) {
        try {
            step.run();
        } catch (SpecException e) {
            throw e.at(place);
        }
    }
}
