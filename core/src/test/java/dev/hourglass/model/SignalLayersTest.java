package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.AvgPool1d;
import dev.hourglass.spec.layer.Conv1d;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.ConvTranspose1d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Flatten;
import dev.hourglass.spec.layer.GroupNorm;
import dev.hourglass.spec.layer.Interpolation;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.layer.LayerNorm;
import dev.hourglass.spec.layer.MaxPool1d;
import dev.hourglass.spec.layer.Padding;
import dev.hourglass.spec.layer.Reshape;
import dev.hourglass.spec.layer.Residual;
import dev.hourglass.spec.layer.SignalLayer;
import dev.hourglass.spec.layer.Upsample1d;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Layers of signals by small numbers, and beside the same network on pictures of height 1.
class SignalLayersTest {
    private static final Shape INPUT = Shape.of(22, 3);

    @Test
    void convolves() {
        var conv = new Conv1d(1, 3, Activation.IDENTITY);
        // Two channels: what is one step before counts 1 and 10, two steps ahead of that 3 and 30.
        float[] weights = {1, 10, 2, 20, 3, 30};
        float[] signal = {1, 0, 2, 0, 3, 0, 4, 1};

        assertThat(code(Shape.of(4, 2), conv, weights, signal)).containsExactly(8, 14, 50, 31);
        assertThat(code(Shape.of(4, 2), conv.withPadding(Padding.VALID), weights, signal)).containsExactly(14, 50);
        assertThat(code(Shape.of(4, 2), conv.withStride(2), weights, signal)).containsExactly(14, 31);
    }

    @Test
    void convolvesWithTapsThatAreApart() {
        var conv = new Conv1d(1, 3, Activation.IDENTITY).withDilation(2);
        float[] signal = {1, 2, 3, 4, 5, 6};

        assertThat(code(Shape.of(6, 1), conv, new float[] {1, 10, 100}, signal))
                .containsExactly(310, 420, 531, 642, 53, 64);
        assertThat(code(Shape.of(6, 1), conv.withPadding(Padding.VALID), new float[] {1, 10, 100}, signal))
                .containsExactly(531, 642);
    }

    @Test
    void convolvesTransposed() {
        var conv = new ConvTranspose1d(1, 3, 2, Activation.IDENTITY).withPadding(Padding.VALID);

        assertThat(code(Shape.of(2, 1), conv, new float[] {1, 2, 3}, 5, 7)).containsExactly(5, 10, 15 + 7, 14, 21);
        assertThat(code(Shape.of(2, 1), conv.withPadding(Padding.SAME), new float[] {1, 2, 3}, 5, 7))
                .containsExactly(5, 10, 15 + 7, 14);
    }

    @Test
    void poolsAndLengthens() {
        assertThat(code(Shape.of(3, 2), new MaxPool1d(2), new float[0], 1, 9, 3, 4, 5, 6)).containsExactly(3, 9, 5, 6);
        assertThat(code(Shape.of(3, 2), new AvgPool1d(2), new float[0], 1, 9, 3, 4, 5, 6))
                .containsExactly(2, 6.5f, 5, 6);
        assertThat(code(Shape.of(2, 1), Upsample1d.by(2, Interpolation.NEAREST), new float[0], 1, 3))
                .containsExactly(1, 1, 3, 3);
        assertThat(code(Shape.of(2, 1), Upsample1d.by(2, Interpolation.BILINEAR), new float[0], 1, 3))
                .containsExactly(1, 1.5f, 2.5f, 3);
    }

    private static float[] code(Shape input, Layer layer, float[] weights, float... signal) {
        var out = layer.outputShape(input);
        List<Layer> back = List.of(new Flatten(), new Dense(input.size(), Activation.IDENTITY), new Reshape(input));
        var spec = new Autoencoder(input, List.of(layer), back, new MeanSquaredError());
        assertThat(spec.codeShape()).isEqualTo(out);
        var all = TrainedAutoencoder.initial(spec, 1).weights().stream()
                .map(tensor -> tensor.name().equals("encoder.0.weight")
                        ? new Weights(tensor.name(), tensor.shape(), weights) : tensor)
                .toList();
        return TrainedAutoencoder.of(spec, all, Map.of()).encode(signal);
    }

    @Test
    void learnsTheBitsOfTheSameNetworkOnPicturesOfHeightOne() {
        var onSignals = train(new Autoencoder(INPUT, encoder(), decoder(), new MeanSquaredError()));
        var onPictures = train(new Autoencoder(
                Shape.of(1, 22, 3), onPictures(encoder()), onPictures(decoder()), new MeanSquaredError()));

        assertThat(onSignals.weights().stream().map(Weights::values).toArray(float[][]::new))
                .isDeepEqualTo(onPictures.weights().stream().map(Weights::values).toArray(float[][]::new));
        assertThat(onSignals.reconstruct(signals(INPUT))).isDeepEqualTo(onPictures.reconstruct(
                signals(Shape.of(1, 22, 3))));
        assertThat(onSignals.encode(signals(INPUT).sample(4)))
                .isEqualTo(onPictures.encode(signals(Shape.of(1, 22, 3)).sample(4)));
    }

    private static List<Layer> encoder() {
        return List.of(
                new Conv1d(24, 5, Activation.RELU).withDilation(2), new GroupNorm(3), new MaxPool1d(2),
                new Residual(List.of(new Conv1d(16, 3, Activation.SILU).withStride(2), new LayerNorm())),
                new AvgPool1d(2));
    }

    private static List<Layer> decoder() {
        return List.of(
                Upsample1d.by(2, Interpolation.NEAREST), new Conv1d(9, 3, Activation.TANH),
                Upsample1d.to(11, Interpolation.BILINEAR), new ConvTranspose1d(3, 4, 2, Activation.IDENTITY));
    }

    private static List<Layer> onPictures(List<Layer> layers) {
        var pictures = new ArrayList<Layer>();
        for (var layer : layers) {
            pictures.add(switch (layer) {
                case SignalLayer signal -> signal.onPicture();
                // A projection has one stride for both axes, and one row stays one row.
                case Residual(var body) -> new Residual(onPictures(body));
                default -> layer;
            });
        }
        return pictures;
    }

    private static TrainedAutoencoder train(Autoencoder spec) {
        return new Trainer(spec, TrainingOptions.of(new Adam(0.01)).withEpochs(3).withBatchSize(16))
                .train(signals(spec.input())).model();
    }

    private static Dataset signals(Shape shape) {
        var random = new Random(1);
        var values = new float[40 * shape.size()];
        for (int i = 0; i < values.length; i++) values[i] = random.nextFloat();
        return Dataset.ofFloats("signals", shape, values, Optional.empty());
    }

    @Test
    void dropsTheHeightOfOneFromTheWeights() {
        var spec = new Autoencoder(INPUT, List.of(new Conv1d(7, 5, Activation.RELU)),
                List.of(new ConvTranspose1d(3, 4, 1, Activation.IDENTITY)), new MeanSquaredError());

        assertThat(TrainedAutoencoder.initial(spec, 1).weights().stream().map(Weights::shape))
                .containsExactly(List.of(5, 3, 7), List.of(7), List.of(4, 7, 3), List.of(3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "22|3|1", "1|22|3", "66|0|0"
    })
    void takesDataThatAreFlatOrLookLikePictures(int first, int second, int third) {
        var shape = second == 0 ? Shape.of(first) : Shape.of(first, second, third);
        var spec = new Autoencoder(INPUT, encoder(), decoder(), new MeanSquaredError());
        var model = TrainedAutoencoder.initial(spec, 1);

        assertThat(model.reconstruct(signals(shape))).isDeepEqualTo(model.reconstruct(signals(INPUT)));
    }

    @Test
    void refusesDataWhoseChannelsComeFirst() {
        var model = TrainedAutoencoder.initial(
                new Autoencoder(INPUT, encoder(), decoder(), new MeanSquaredError()), 1);

        assertThatExceptionOfType(DataException.class).isThrownBy(() -> model.encode(signals(Shape.of(3, 22, 1))))
                .withMessage("signals: expected samples of shape [22, 3], the model's input, found [3, 22, 1]; "
                        + "the channels seem to come first; move them last with np.moveaxis(array, 1, -1) in NumPy, "
                        + "for samples of shape [22, 3]");
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> model.encode(signals(Shape.of(11, 6))))
                .withMessageEndingWith("found [11, 6]; change input or the data");
    }

    @Test
    void namesTheLayerThatTakesWhatComes() {
        refuses(Shape.of(5, 3), new Conv2d(1, 3, Activation.IDENTITY),
                "expected input [height, width, channels], found [5, 3]; use conv1d, or add the number of channels to "
                        + "the shape of pictures");
        refuses(Shape.of(5, 4, 3), new MaxPool1d(2),
                "expected input [length, channels], found [5, 4, 3]; use maxpool");
        refuses(Shape.of(15), new Conv1d(1, 3, Activation.IDENTITY),
                "expected input [length, channels], found [15]; add a reshape before it");
        refuses(Shape.of(5, 3), new Dense(4, Activation.IDENTITY),
                "expected input [15], found [5, 3]; add a flatten before it");
        refuses(Shape.of(2, 3), new Conv1d(1, 4, Activation.IDENTITY).withPadding(Padding.VALID),
                "a window of 4 does not fit into input [2, 3]; use padding: same or a smaller kernel");
        refuses(Shape.of(5, 3), Upsample1d.to(4, Interpolation.NEAREST),
                "to: 4 is shorter than input [5, 3]; use maxpool1d or a stride to shrink");
        refuses(Shape.of(5, 3), new ConvTranspose1d(1, 3, 2, Activation.IDENTITY).withTo(13),
                "to: 13, convolved with kernel 3 and stride 2, would have length 7, found input [5, 3]; change to or "
                        + "stride");
    }

    private static void refuses(Shape input, Layer layer, String message) {
        assertThatExceptionOfType(SpecException.class).isThrownBy(() -> layer.outputShape(input)).withMessage(message);
    }
}
