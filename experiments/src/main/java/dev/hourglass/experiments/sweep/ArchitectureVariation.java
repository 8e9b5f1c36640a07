package dev.hourglass.experiments.sweep;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;

/// Other widths and depths for an autoencoder of dense layers.
final class ArchitectureVariation {
    private ArchitectureVariation() {}

    /// The same with a code of another size: the last dense layer of the encoder gets as many units, or the Gaussian as
    /// many dimensions.
    static Autoencoder withCode(Autoencoder model, int size) {
        if (model.latent() instanceof GaussianLatent gaussian) {
            return model.withLatent(gaussian.withSize(size));
        }
        if (model.encoder().isEmpty() || !(model.encoder().getLast() instanceof Dense last)) {
            throw new SpecException("code: expected an encoder that ends with a dense layer, whose units are the code; "
                    + "vary the filters of its last convolution by their own key, such as model.encoder.5.conv.filters");
        }
        var encoder = new ArrayList<>(model.encoder());
        encoder.set(encoder.size() - 1, last.withUnits(size));
        return model.withEncoder(encoder);
    }

    /// The same with other widths between input and code, and between code and output.
    static Autoencoder withUnits(Autoencoder model, int units) {
        var encoder = denses("units", model.encoder());
        var decoder = denses("units", model.decoder());
        int before = hidden(model);
        if (before == 0 && decoder.size() == 1) {
            throw new SpecException(
                    "units: expected layers between the input and the code, found none; vary layers as well, for example layers=2");
        }
        for (int i = 0; i < before; i++) encoder.set(i, encoder.get(i).withUnits(units));
        for (int i = 0; i < decoder.size() - 1; i++) decoder.set(i, decoder.get(i).withUnits(units));
        return with(model, encoder, decoder);
    }

    /// The same with as many dense layers from the input to the code, and as many from the code to the output. The widths
    /// of those between fall in even ratios; the first layer of each part, where it is one of those, is their pattern.
    static Autoencoder withLayers(Autoencoder model, int layers) {
        if (layers < 1) {
            throw new SpecException("layers must be at least 1, found " + layers);
        }
        var encoder = denses("layers", model.encoder());
        var decoder = denses("layers", model.decoder());
        int between = layers - 1;
        int code = model.codeShape().size();
        int input = model.input().size();
        IntUnaryOperator width = step -> (int) Math.round(
                input * StrictMath.pow((double) code / input, (step + 1.0) / layers));
        var down = hidden(model) > 0 ? encoder.getFirst()
                : pattern(encoder.isEmpty() ? decoder.getLast() : encoder.getFirst());
        var up = decoder.size() > 1 ? decoder.getFirst() : down;
        var newEncoder = new ArrayList<Layer>();
        var newDecoder = new ArrayList<Layer>();
        for (int i = 0; i < between; i++) {
            newEncoder.add(down.withUnits(width.applyAsInt(i)));
            newDecoder.add(up.withUnits(width.applyAsInt(between - 1 - i)));
        }
        if (!(model.latent() instanceof GaussianLatent)) {
            newEncoder.add(encoder.getLast());
        }
        newDecoder.add(decoder.getLast());
        return with(model, newEncoder, newDecoder);
    }

    /// Layers of the encoder before the one that gives the code, which a Gaussian brings along.
    private static int hidden(Autoencoder model) {
        return model.encoder().size() - (model.latent() instanceof GaussianLatent ? 0 : 1);
    }

    /// Without an activation, more layers would be no more than one.
    private static Dense pattern(Dense layer) {
        boolean isLinear = layer.activation() == Activation.IDENTITY;
        return isLinear ? layer.withActivation(Activation.RELU) : layer;
    }

    private static List<Dense> denses(String key, List<Layer> layers) {
        var denses = new ArrayList<Dense>();
        for (var layer : layers) {
            if (!(layer instanceof Dense dense)) {
                throw new SpecException(
                        String.format(Locale.ROOT,
                                "%s: expected an encoder and a decoder of dense layers only; vary the others by their own keys, such as ",
                                key) + "model.encoder.1.conv.filters");
            }
            denses.add(dense);
        }
        return denses;
    }

    /// Tied weights are checked when both parts have changed.
    private static Autoencoder with(
            Autoencoder model, List<? extends Layer> encoder, List<? extends Layer> decoder) {
        return model.withTiedWeights(false)
                .withEncoder(List.copyOf(encoder))
                .withDecoder(List.copyOf(decoder))
                .withTiedWeights(model.tiedWeights());
    }
}
