package dev.hourglass.interop.pytorch;

import dev.hourglass.internal.plan.Plan;
import dev.hourglass.internal.plan.Tensor;
import dev.hourglass.spec.Activate;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Conv2d;
import dev.hourglass.spec.ConvTranspose2d;
import dev.hourglass.spec.Dense;
import dev.hourglass.spec.Dropout;
import dev.hourglass.spec.Flatten;
import dev.hourglass.spec.Gaussian;
import dev.hourglass.spec.Layer;
import dev.hourglass.spec.MaxPool2d;
import dev.hourglass.spec.Plain;
import dev.hourglass.spec.Reshape;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TopK;
import dev.hourglass.spec.Upsample2d;
import dev.hourglass.spec.WinnerTakeAll;
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
    private static final String DECODER = "decoder";

    private final Autoencoder spec;
    private final Map<String, Tensor> tensors;
    private final List<Translation> translations = new ArrayList<>();
    /// Of the encoder, the last on top: tied layers take their weights from there.
    private final Deque<DenseEnds> untied = new ArrayDeque<>();
    private Shape shape;
    /// Those of a list; what they are while the signal is a picture is not asked.
    private FeatureOrders features;

    private Translator(Autoencoder spec) {
        this.spec = spec;
        this.tensors = Plan.of(spec, 1).tensors().stream()
                .collect(Collectors.toMap(Tensor::name, Function.identity()));
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
        addPart(ENCODER, spec.encoder());
        addLatent();
        addCondition();
        addPart(DECODER, spec.decoder());
        if (!shape.isImage()) {
            at(DECODER, () -> {
                if (spec.isClassifier()) {
                    features.requireChannels(1);
                } else {
                    features.requireSame(samples);
                }
            });
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

    private void addPart(String part, List<Layer> layers) {
        for (int i = 0; i < layers.size(); i++) {
            var layer = layers.get(i);
            var name = part + "." + i;
            var in = shape;
            shape = layer.outputShape(in);
            switch (layer) {
                case Dense dense when part.equals(DECODER) && spec.tiedWeights() ->
                    at(part + " layer " + (i + 1), () -> addTied(name, dense));
                case Dense dense -> {
                    var inputs = features;
                    addDense(name, new FeatureOrder(dense.units()));
                    untied.push(new DenseEnds(inputs, features));
                }
                case Conv2d _ -> addConvolution(name, false);
                case ConvTranspose2d _ -> addConvolution(name, true);
                case Flatten _, Reshape _ -> at(part + " layer " + (i + 1), () -> regroup(in));
                case MaxPool2d _, Upsample2d _, Activate _, Dropout _ -> {}
            }
        }
    }

    private void addDense(String name, FeatureOrder... outputs) {
        var inputs = features;
        features = FeatureOrders.of(outputs);
        translations.add(new Translation.DenseWeight(tensor(name + ".weight"), inputs, features));
        translations.add(new Translation.Bias(tensor(name + ".bias"), features));
    }

    /// A dense layer with the transposed weights of another reads what that one writes.
    private void addTied(String name, Dense dense) {
        var other = untied.pop();
        features.requireSame(other.out());
        features = FeatureOrders.of(new FeatureOrder(dense.units()));
        features.requireSame(other.in());
        translations.add(new Translation.Bias(tensor(name + ".bias"), features));
    }

    private void addConvolution(String name, boolean isTransposed) {
        var bias = tensor(name + ".bias");
        translations.add(new Translation.ConvolutionWeight(tensor(name + ".weight"), isTransposed));
        translations.add(new Translation.Bias(bias, FeatureOrders.of(FeatureOrder.unchanged(bias.size()))));
    }

    private void addLatent() {
        switch (spec.latent()) {
            case Plain _, TopK _, WinnerTakeAll _ -> {}
            case Gaussian gaussian -> {
                var code = new FeatureOrder(gaussian.size());
                addDense("latent", code, code);
                features = FeatureOrders.of(code);
                shape = Shape.of(gaussian.size());
            }
        }
    }

    /// A picture becomes a list, or a list a picture.
    private void regroup(Shape in) {
        if (in.isImage()) {
            features = FeatureOrders.of(new FeatureOrder(in.size()));
            features.requireChannels(in.channels());
        }
        if (shape.isImage()) {
            features.requireChannels(shape.channels());
        }
    }

    private Tensor tensor(String name) {
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
