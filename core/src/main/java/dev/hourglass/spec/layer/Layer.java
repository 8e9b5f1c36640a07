package dev.hourglass.spec.layer;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.util.List;
import java.util.Locale;

/// One layer of an encoder or a decoder: what it computes, not its weights. Everything that follows from the layer alone is
/// stated here, by the layer itself.
public sealed interface Layer
        permits Dense, PictureLayer, SignalLayer, Flatten, Reshape, Activate, Dropout, LayerNorm, GroupNorm, Residual,
        Skip {

    /// How a layer's output features follow from its input features.
    enum FeatureMapping {
        /// Every output may depend on every input, as in a dense layer.
        ALL,
        /// Every output channel may depend on every input channel, near the same place, as in a convolution.
        CHANNELS,
        /// The same, by a transposed convolution.
        CHANNELS_TRANSPOSED,
        /// The same features in the same order, in another shape.
        RESHAPED,
        /// Every channel follows from itself.
        EACH,
        /// Every channel follows from itself, near the same place, by weights of its own, as in a depthwise convolution.
        FILTERED,
        /// Every channel follows from itself and from the mean and variance of several, and has a scale and a shift of its own.
        NORMALISED,
        /// The input and the output of an encoder's layer, one behind the other or added.
        JOINED,
        /// The sum of what the layers inside and their shortcut make, as in a residual.
        SUM;

        /// Whether it is a linear map with weights.
        public boolean isLinear() {
            return this == ALL || this == CHANNELS || this == CHANNELS_TRANSPOSED;
        }
    }

    /// The shape this layer makes of an input.
    ///
    /// @throws SpecException where the layer cannot take such an input
    Shape outputShape(Shape input);

    /// Its parameters, in file order.
    ///
    /// @param input a shape that the layer takes
    default List<Parameter> parameters(Shape input) {
        return List.of();
    }

    FeatureMapping featureMapping();

    /// The activation that makes the layer's output.
    default Activation activation() {
        return Activation.IDENTITY;
    }

    /// What the layer is called in YAML and in messages, such as `conv`.
    String kind();

    /// What titles call it, such as `conv 3x3`.
    default String label() {
        return kind();
    }

    /// The layer in a few words, such as `conv 16, 3x3, stride 2, relu`.
    default String description() {
        return label();
    }

    /// The activation that makes the output of some layers; those that only reshape it do not count.
    static Activation lastActivation(List<Layer> layers) {
        return layers.reversed().stream()
                .filter(layer -> layer.featureMapping() != FeatureMapping.RESHAPED)
                .map(Layer::activation)
                .findFirst()
                .orElse(Activation.IDENTITY);
    }

    /// The shape that layers make of an input, one behind the other.
    ///
    /// @param part `encoder` or `decoder`; empty for the layers inside another
    /// @throws SpecException naming the layer that cannot take what comes to it
    static Shape chain(String part, Shape input, List<Layer> layers) {
        var shape = input;
        for (int i = 0; i < layers.size(); i++) {
            var layer = layers.get(i);
            try {
                shape = layer.outputShape(shape);
            } catch (SpecException e) {
                throw layer instanceof Residual ? e.inside(place(part, i, layer)) : e.at(place(part, i, layer));
            }
        }
        return shape;
    }

    /// A layer in messages, as `encoder layer 1 (dense)`.
    ///
    /// @param part `encoder` or `decoder`; empty for the layers inside another
    /// @param index of the layer, counted from 0
    static String place(String part, int index, Layer layer) {
        return String.format(Locale.ROOT, "%s layer %d (%s)", part, index + 1, layer.kind()).strip();
    }

    /// The last layer in messages; the part itself where it has none.
    static String lastPlace(String part, List<Layer> layers) {
        return layers.isEmpty() ? part : place(part, layers.size() - 1, layers.getLast());
    }
}
