package dev.hourglass.spec;

import dev.hourglass.spec.latent.DeterministicLatent;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Dropout;
import dev.hourglass.spec.layer.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The dense layers of an autoencoder in pairs that mirror each other: the encoder's first with the decoder's last, which
/// has as many units as the first has inputs, and so on to the code.
///
/// @param model whose layers they are; each pair has its penalties and ties its weights where it does, the outermost has its
///     loss
/// @param levels from the input to the code, at least one
public record DenseStack(Autoencoder model, List<Level> levels) {

    /// A pair of layers.
    ///
    /// @param inputs features that the encoder's layer takes, units of the decoder's
    /// @param encoderIndex of the layer in the encoder, counted from 0
    /// @param decoderIndex of the layer in the decoder, counted from 0
    public record Level(int inputs, int encoderIndex, Dense encoder, int decoderIndex, Dense decoder) {}

    private record Place(int index, Dense layer) {}

    public DenseStack {
        levels = List.copyOf(levels);
    }

    /// @throws SpecException if the model is not such a stack, saying where
    public static DenseStack of(Autoencoder model) {
        if (model.isClassifier() || !(model.latent() instanceof DeterministicLatent)) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "pretraining: expected an autoencoder with latent: plain, found %s; remove pretraining",
                            model.isClassifier() ? "a classifier" : "another latent"));
        }
        var encoder = dense("encoder", model.encoder());
        var decoder = dense("decoder", model.decoder()).reversed();
        if (encoder.isEmpty()) {
            throw new SpecException(
                    "pretraining: expected at least one dense layer in the encoder, found none; add one or remove pretraining");
        }
        var levels = new ArrayList<Level>();
        var inputs = new ArrayList<Integer>();
        int size = model.input().size();
        for (var place : encoder) {
            inputs.add(size);
            size = place.layer().units();
        }
        var units = decoder.stream().map(place -> place.layer().units()).toList();
        if (!units.equals(inputs)) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "pretraining: expected a decoder that mirrors the encoder, with dense layers of %s units, found %s; change the decoder",
                            inputs.reversed(), units.reversed()));
        }
        for (int i = 0; i < encoder.size(); i++) {
            levels.add(new Level(
                    inputs.get(i), encoder.get(i).index(), encoder.get(i).layer(), decoder.get(i).index(),
                    decoder.get(i).layer()));
        }
        return new DenseStack(model, levels);
    }

    private static List<Place> dense(String part, List<Layer> layers) {
        var dense = new ArrayList<Place>();
        for (int i = 0; i < layers.size(); i++) {
            var layer = layers.get(i);
            if (layer instanceof Dense found) {
                dense.add(new Place(i, found));
            } else if (layer.featureMapping() != Layer.FeatureMapping.RESHAPED && !(layer instanceof Dropout)) {
                throw new SpecException(
                        String.format(Locale.ROOT,
                                "pretraining: expected only dense layers, with flatten, reshape and dropout in between, found %s; remove pretraining or the layer",
                                Layer.place(part, i, layer)));
            }
        }
        return dense;
    }

    /// One pair as an autoencoder of its own.
    ///
    /// @param level counted from 0, the outermost
    /// @throws SpecException if the loss does not suit the layers
    public Autoencoder autoencoder(int level, Pretraining pretraining) {
        var pair = levels.get(level);
        try {
            return new Autoencoder(Shape.of(pair.inputs()), List.of(pair.encoder()), List.of(pair.decoder()),
                    level == 0 ? model.loss() : pretraining.loss()).withCorruption(pretraining.corruption())
                    .withPenalties(model.penalties()).withTiedWeights(model.tiedWeights());
        } catch (SpecException refusal) {
            throw refusal.at("pretraining of layer " + (level + 1));
        }
    }

    /// Refuses a pretraining whose loss does not suit the layers.
    ///
    /// @throws SpecException saying where
    void requireTrainable(Pretraining pretraining) {
        for (int level = 0; level < levels.size(); level++) {
            autoencoder(level, pretraining);
        }
    }
}
