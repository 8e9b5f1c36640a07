package dev.hourglass.testing;

import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.Weights;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.corruption.Corruption;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.util.List;
import java.util.Map;

/// Models whose weights are chosen, so that it is known what they compute.
public final class KnownModels {
    private KnownModels() {}

    /// A model with some of its tensors given; all other weights are 0.
    ///
    /// @param weights name to values in row-major order
    public static TrainedAutoencoder of(Autoencoder spec, Map<String, float[]> weights) {
        var all = TrainedAutoencoder.initial(spec, 1).weights().stream()
                .map(w -> new Weights(
                        w.name(), w.shape(), weights.getOrDefault(w.name(), new float[w.values().length])))
                .toList();
        return TrainedAutoencoder.of(spec, all, Map.of());
    }

    /// Gives one-channel pictures back as `scale` times each pixel plus `offset`.
    public static TrainedAutoencoder pixelwise(Shape picture, Corruption corruption, float scale, float offset) {
        var spec = new Autoencoder(picture, List.of(), List.of(new Conv2d(1, 1, Activation.IDENTITY)),
                new MeanSquaredError()).withCorruption(corruption);
        return of(spec, Map.of("decoder.0.weight", new float[] {scale}, "decoder.0.bias", new float[] {offset}));
    }

    /// Whose code is the first features of a flat sample, in their order, and whose reconstruction is that code followed
    /// by `rest` in every other feature.
    public static TrainedAutoencoder first(int features, int code, float rest) {
        var toCode = new float[features * code];
        var fromCode = new float[code * features];
        var bias = new float[features];
        for (int i = 0; i < features; i++) {
            if (i < code) {
                toCode[i * code + i] = 1;
                fromCode[i * features + i] = 1;
            } else {
                bias[i] = rest;
            }
        }
        var spec = new Autoencoder(
                Shape.of(features), List.of(new Dense(code, Activation.IDENTITY)),
                List.of(new Dense(features, Activation.IDENTITY)), new MeanSquaredError());
        return of(spec, Map.of("encoder.0.weight", toCode, "decoder.0.weight", fromCode, "decoder.0.bias", bias));
    }

    /// A variational model of four features, whose code is the first two: the mean of dimension 1 is `widest` times feature
    /// 1, that of dimension 2 is feature 2. Features 1 and 2 of what it decodes are 0.5 more than a sixth of the code, so
    /// that -3 is black and 3 is white; the others are 0.5.
    public static TrainedAutoencoder variational(float widest) {
        var spec = new Autoencoder(Shape.of(4), List.of(), new GaussianLatent(2, 1),
                List.of(new Dense(4, Activation.IDENTITY)), new MeanSquaredError());
        var heads = new float[4 * 4];
        heads[0] = widest;
        heads[4 + 1] = 1;
        var decoder = new float[2 * 4];
        decoder[0] = 1 / 6f;
        decoder[4 + 1] = 1 / 6f;
        return of(spec, Map.of(
                "latent.weight", heads, "decoder.0.weight", decoder, "decoder.0.bias",
                new float[] {0.5f, 0.5f, 0.5f, 0.5f}));
    }
}
