package dev.hourglass.internal.graph;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activate;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.Interpolation;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.layer.Layer.FeatureMapping;
import dev.hourglass.spec.layer.Padding;
import dev.hourglass.spec.layer.Residual;
import dev.hourglass.spec.layer.SignalLayer;
import dev.hourglass.spec.layer.Upsample2d;
import dev.hourglass.spec.loss.Loss;
import dev.hourglass.spec.loss.OutputActivation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which neighbouring layers become one operation: an activation joins the linear or normalising layer before it, an enlargement
/// the convolution or the residual after it, and the logistic function at the decoder's end the cross-entropy.
final class Fusion {
    private static final int NONE = -1;

    /// Layers that become one operation.
    ///
    /// @param index of `layer` in its part, counted from 0
    /// @param last of the layers that are fused, counted likewise
    /// @param enlarged what enlarges the picture that a convolution, or a residual with a projection, reads
    /// @param activation what is applied to the layer's result
    record FusedLayer(int index, int last, Layer layer, Optional<Layer> enlarged, Activation activation) {
        /// A layer with nothing that it could be fused with.
        static FusedLayer alone(Layer layer) {
            return new FusedLayer(0, 0, layer, Optional.empty(), layer.activation());
        }

        FusedLayer withActivation(Activation other) {
            return new FusedLayer(index, last, layer, enlarged, other);
        }
    }

    private Fusion() {}

    /// The layers inside another layer.
    static List<FusedLayer> of(Shape input, List<Layer> layers) {
        return fused(input, layers, NONE, Set.of());
    }

    /// The layers of an encoder, of which some have readers beside the next layer.
    ///
    /// @param read indices of these
    static List<FusedLayer> encoder(Shape input, List<Layer> layers, Set<Integer> read) {
        return fused(input, layers, NONE, read);
    }

    static List<FusedLayer> decoder(Shape code, List<Layer> layers, Loss loss) {
        return fused(code, layers, loss.outputActivation() == OutputActivation.SIGMOID ? lastComputing(layers) : NONE,
                Set.of());
    }

    /// @param logits the layer whose activation is left to the loss
    private static List<FusedLayer> fused(Shape input, List<Layer> layers, int logits, Set<Integer> read) {
        var all = new ArrayList<FusedLayer>();
        var shape = input;
        for (int i = 0; i < layers.size(); i++) {
            var layer = layers.get(i);
            Optional<Layer> enlarged = Optional.empty();
            if (i + 1 < layers.size() && !read.contains(i) && folds(layer, shape, layers.get(i + 1))) {
                enlarged = Optional.of(layer);
                shape = layer.outputShape(shape);
                layer = layers.get(++i);
            }
            int index = i;
            var activation = i == logits ? Activation.IDENTITY : layer.activation();
            if (endsWithActivation(layer.featureMapping())
                    && layer.activation() == Activation.IDENTITY
                    && i + 1 < layers.size() && !read.contains(i)
                    && layers.get(i + 1) instanceof Activate(var following)) {
                i++;
                activation = i == logits ? Activation.IDENTITY : following;
            }
            all.add(new FusedLayer(index, i, layer, enlarged, activation));
            shape = layer.outputShape(shape);
        }
        return all;
    }

    private static boolean endsWithActivation(FeatureMapping mapping) {
        return mapping.isLinear() || mapping == FeatureMapping.NORMALISED;
    }

    private static boolean folds(Layer layer, Shape in, Layer next) {
        if (!(onPicture(layer) instanceof Upsample2d upsample) || upsample.interpolation() != Interpolation.NEAREST) {
            return false;
        }
        var out = layer.outputShape(in);
        return next instanceof Residual residual
                ? residual.shortcut(out).map(Fusion::onPicture).filter(Fusion::hasOutputOfEachPixel).isPresent()
                : out.height() % in.height() == 0
                        && out.width() % in.width() == 0
                        && hasOutputOfEachPixel(onPicture(next));
    }

    /// Whether a layer is a convolution with an output for each pixel of its input, from the pixels around it.
    private static boolean hasOutputOfEachPixel(Layer layer) {
        return layer instanceof Conv2d conv
                && conv.stride().isOne()
                && conv.dilation().isOne()
                && conv.padding() == Padding.SAME;
    }

    private static Layer onPicture(Layer layer) {
        return layer instanceof SignalLayer signal ? signal.onPicture() : layer;
    }

    private static int lastComputing(List<Layer> layers) {
        int last = layers.size() - 1;
        while (last >= 0 && layers.get(last).featureMapping() == FeatureMapping.RESHAPED) {
            last--;
        }
        return last;
    }
}
