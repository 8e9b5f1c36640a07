package dev.hourglass.spec;

import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.layer.Add;
import dev.hourglass.spec.layer.Concatenate;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.layer.Residual;
import dev.hourglass.spec.layer.Skip;
import dev.hourglass.spec.penalty.ContractiveProjection;
import dev.hourglass.spec.penalty.Penalty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What skip connections need of an autoencoder.
final class Skips {
    private Skips() {}

    /// Whether a decoder has any.
    static boolean in(List<Layer> decoder) {
        return decoder.stream().anyMatch(Skip.class::isInstance);
    }

    /// @param code what the decoder reads
    /// @throws SpecException naming the first layer that cannot be where it is
    static void require(
            Shape input, List<Layer> encoder, Latent latent, Shape code, List<Layer> decoder, List<Penalty> penalties) {
        requireNone("encoder", encoder, true);
        requireNone("decoder", decoder, false);
        if (!in(decoder)) {
            return;
        }
        if (latent instanceof GaussianLatent) {
            throw new SpecException(
                    "latent: under skip connections expected a latent that is not gaussian, because a variational model decodes codes alone, found gaussian; remove concatenate and add from the decoder");
        }
        if (penalties.stream().anyMatch(ContractiveProjection.class::isInstance)) {
            throw new SpecException(
                    "penalties: under skip connections expected no contractive_projection, which goes through the encoder alone, found one; use contractive or remove concatenate and add from the decoder");
        }
        var sources = new ArrayList<Shape>();
        sources.add(input);
        for (var layer : encoder) sources.add(layer.outputShape(sources.getLast()));
        var shape = code;
        for (int i = 0; i < decoder.size(); i++) {
            var layer = decoder.get(i);
            if (layer instanceof Skip skip) {
                requireFits(Layer.place("decoder", i, layer), skip, shape, sources);
            }
            shape = layer.outputShape(shape);
        }
    }

    private static void requireFits(String place, Skip skip, Shape shape, List<Shape> sources) {
        if (skip.from() >= sources.size()) {
            throw new SpecException(String.format(Locale.ROOT,
                    "%s: expected a layer of the encoder from 0, its input, to %d, found %d; change from", place,
                    sources.size() - 1, skip.from()));
        }
        var source = sources.get(skip.from());
        boolean hasExtents = source.dims().size() == shape.dims().size() && source.height() == shape.height()
                && source.width() == shape.width();
        switch (skip) {
            case Concatenate(int from, int channels) -> {
                if (!hasExtents) {
                    throw new SpecException(String.format(Locale.ROOT,
                            "%s: expected the output of encoder layer %d to have the extents of input %s, found %s; change from, or what comes before",
                            place, from, shape, source));
                }
                if (channels != source.channels()) {
                    throw new SpecException(String.format(Locale.ROOT,
                            "%s: expected channels: %d, as encoder layer %d has, found %d; change channels", place,
                            source.channels(), from, channels));
                }
            }
            case Add(int from) -> {
                if (!source.equals(shape)) {
                    throw new SpecException(String.format(Locale.ROOT,
                            "%s: expected the output of encoder layer %d to have the shape of input %s, found %s; change from, or what comes before",
                            place, from, shape, source));
                }
            }
        }
    }

    /// @param isAnywhere whether a skip is refused among the layers themselves, and not only inside others
    private static void requireNone(String part, List<Layer> layers, boolean isAnywhere) {
        for (int i = 0; i < layers.size(); i++) {
            var layer = layers.get(i);
            if (isAnywhere && layer instanceof Skip) {
                throw new SpecException(String.format(Locale.ROOT,
                        "%s: expected skip connections among the layers of the decoder, found one here; move it there",
                        Layer.place(part, i, layer)));
            }
            if (layer instanceof Residual(var body)) {
                requireNone(Layer.place(part, i, layer) + ",", body, true);
            }
        }
    }
}
