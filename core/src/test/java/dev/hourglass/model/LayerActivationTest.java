package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv1d;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Flatten;
import dev.hourglass.spec.layer.MaxPool1d;
import dev.hourglass.spec.layer.MaxPool2d;
import dev.hourglass.spec.layer.Reshape;
import dev.hourglass.spec.layer.Residual;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LayerActivationTest {
    private static final Shape PICTURE = Shape.of(6, 6, 1);

    private static Dataset sample() {
        var random = new SplittableRandom(5);
        var values = new float[PICTURE.size()];
        for (int i = 0; i < values.length; i++) values[i] = random.nextFloat();
        return Dataset.ofFloats("one", PICTURE, values, Optional.empty());
    }

    @Test
    void goesLayerByLayerFromInputToReconstruction() {
        var model = TrainedAutoencoder.initial(new Autoencoder(PICTURE,
                List.of(new Conv2d(4, 3, Activation.RELU), new MaxPool2d(2), new Flatten(),
                        new Dense(5, Activation.TANH)),
                List.of(new Dense(36, Activation.SIGMOID), new Reshape(PICTURE)), new BinaryCrossEntropy()), 3);
        var sample = sample();

        var layers = model.activations(sample);

        assertThat(layers).extracting(LayerActivation::layer).startsWith("encoder.0").contains("encoder.3");
        var code = layers.stream().filter(layer -> layer.layer().equals("encoder.3")).findFirst().orElseThrow();
        assertThat(code.shape()).isEqualTo(Shape.of(5));
        assertThat(code.values()).isEqualTo(model.encode(sample)[0]);
        assertThat(layers.getLast().values()).isEqualTo(model.reconstruct(sample)[0]);
        var pooled = layers.stream().filter(layer -> layer.layer().startsWith("encoder.1")).findFirst();
        pooled.ifPresent(layer -> assertThat(layer.shape()).isEqualTo(Shape.of(3, 3, 4)));
    }

    @Test
    void keepsTheShapesOfSignals() {
        var signal = Shape.of(12, 2);
        var model = TrainedAutoencoder.initial(new Autoencoder(signal,
                List.of(new Conv1d(4, 3, Activation.TANH), new Residual(List.of(new Conv1d(4, 3, Activation.IDENTITY))),
                        new MaxPool1d(2),
                        new Flatten(), new Dense(5, Activation.IDENTITY)),
                List.of(new Dense(24, Activation.IDENTITY), new Reshape(signal)), new MeanSquaredError()), 3);

        var layers = model.activations(Dataset.ofFloats("one", signal, new float[24], Optional.empty()));

        assertThat(layers).extracting(LayerActivation::layer, LayerActivation::shape).contains(
                tuple("encoder.0", Shape.of(12, 4)), tuple("encoder.1.0", Shape.of(12, 4)),
                tuple("encoder.2", Shape.of(6, 4)), tuple("encoder.4", Shape.of(5)), tuple("decoder.1", signal));
    }
}
