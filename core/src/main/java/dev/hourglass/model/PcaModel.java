package dev.hourglass.model;

import dev.hourglass.metric.Pca;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.util.List;
import java.util.Map;

/// Principal components as an autoencoder: one dense layer without activation each way (Baldi and Hornik 1989).
///
/// The weights of the encoder are the components, its biases take the mean off; the weights of the decoder are the
/// components again, its biases put the mean back. So whatever can be done with a model can be done with components:
/// encode, decode, reconstruct, evaluate, save.
public final class PcaModel {
    private PcaModel() {}

    /// The autoencoder that the first components make.
    ///
    /// @param size of the code
    /// @throws IllegalArgumentException if there are not that many components, or less than one is asked for
    public static TrainedAutoencoder of(Pca pca, int size, Map<String, String> metadata) {
        var mean = pca.mean();
        var components = pca.components(size);
        int features = mean.length;
        var spec = new Autoencoder(
                Shape.of(features),
                List.of(new Dense(size, Activation.IDENTITY)),
                List.of(new Dense(features, Activation.IDENTITY)),
                new MeanSquaredError());
        var toCode = new float[features * size];
        var origin = new float[size];
        var fromCode = new float[size * features];
        var offset = new float[features];
        for (int k = 0; k < size; k++) {
            double along = 0;
            for (int f = 0; f < features; f++) {
                along += mean[f] * components[k][f];
                toCode[f * size + k] = (float) components[k][f];
                fromCode[k * features + f] = (float) components[k][f];
            }
            origin[k] = (float) -along;
        }
        for (int f = 0; f < features; f++) offset[f] = (float) mean[f];
        var weights = List.of(
                new Weights("encoder.0.weight", List.of(features, size), toCode),
                new Weights("encoder.0.bias", List.of(size), origin),
                new Weights("decoder.0.weight", List.of(size, features), fromCode),
                new Weights("decoder.0.bias", List.of(features), offset));
        return TrainedAutoencoder.of(spec, weights, metadata);
    }
}
