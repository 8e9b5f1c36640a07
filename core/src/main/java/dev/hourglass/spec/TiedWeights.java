package dev.hourglass.spec;

import dev.hourglass.spec.init.GlorotUniform;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.layer.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Which autoencoders can have tied weights: the decoder's dense layers are those of the encoder backwards.
final class TiedWeights {
    private TiedWeights() {}

    /// @param input shape of what the encoder reads
    /// @param code shape of what the decoder reads
    static void require(Shape input, List<Layer> encoder, Shape code, List<Layer> decoder) {
        var downwards = DenseExtent.of("encoder", input, encoder);
        var upwards = DenseExtent.of("decoder", code, decoder);
        if (downwards.isEmpty() || downwards.size() != upwards.size()) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "tied_weights: expected the same number of dense layers in decoder and encoder, at least one, found %d and %d",
                            upwards.size(), downwards.size()));
        }
        for (int i = 0; i < upwards.size(); i++) {
            var up = upwards.get(i);
            var down = downwards.get(downwards.size() - 1 - i);
            if (up.inputs() != down.layer().units() || up.layer().units() != down.inputs()) {
                throw new SpecException(
                        String.format(Locale.ROOT,
                                "tied_weights: %s: expected %d inputs and units: %d, the reverse of %s, found %d and %d",
                                up.place(), down.layer().units(), down.inputs(), down.place(), up.inputs(),
                                up.layer().units()));
            }
            if (!up.layer().weights().equals(new GlorotUniform())) {
                throw new SpecException(
                        String.format(Locale.ROOT, "tied_weights: %s has the weights of %s; remove its weights",
                                up.place(),
                                down.place()));
            }
        }
    }

    /// A dense layer among others.
    private record DenseExtent(String place, int inputs, Dense layer) {
        static List<DenseExtent> of(String part, Shape input, List<Layer> layers) {
            var found = new ArrayList<DenseExtent>();
            var shape = input;
            for (int i = 0; i < layers.size(); i++) {
                var place = Layer.place(part, i, layers.get(i));
                if (layers.get(i) instanceof Dense dense) {
                    found.add(new DenseExtent(place, shape.size(), dense));
                } else if (layers.get(i).parameters(shape).stream().anyMatch(DenseExtent::isOfDense)) {
                    throw new SpecException(String.format(Locale.ROOT,
                            "tied_weights: %s: expected no dense layer inside a residual, where nothing can share its weights; remove tied_weights or the residual",
                            place));
                }
                shape = layers.get(i).outputShape(shape);
            }
            return List.copyOf(found);
        }

        /// A convolution's weights have extents of the window as well.
        private static boolean isOfDense(Parameter parameter) {
            return parameter.shape().size() == 2;
        }
    }
}
