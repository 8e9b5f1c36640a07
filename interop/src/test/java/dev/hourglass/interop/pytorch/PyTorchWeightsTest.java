package dev.hourglass.interop.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.model.Classifier;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.VariationalModel;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.init.GlorotUniform;
import dev.hourglass.spec.init.Zeros;
import dev.hourglass.spec.latent.Bound;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activate;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Add;
import dev.hourglass.spec.layer.AvgPool1d;
import dev.hourglass.spec.layer.AvgPool2d;
import dev.hourglass.spec.layer.Concatenate;
import dev.hourglass.spec.layer.Conv1d;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.ConvTranspose1d;
import dev.hourglass.spec.layer.ConvTranspose2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.DepthwiseConv1d;
import dev.hourglass.spec.layer.DepthwiseConv2d;
import dev.hourglass.spec.layer.Dropout;
import dev.hourglass.spec.layer.Flatten;
import dev.hourglass.spec.layer.GroupNorm;
import dev.hourglass.spec.layer.Interpolation;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.layer.LayerNorm;
import dev.hourglass.spec.layer.MaxPool1d;
import dev.hourglass.spec.layer.MaxPool2d;
import dev.hourglass.spec.layer.Padding;
import dev.hourglass.spec.layer.Reshape;
import dev.hourglass.spec.layer.Residual;
import dev.hourglass.spec.layer.Skip;
import dev.hourglass.spec.layer.Upsample1d;
import dev.hourglass.spec.layer.Upsample2d;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.loss.SoftmaxCrossEntropy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Networks with the weights of a file compute what PyTorch's definitions say of the same weights.
class PyTorchWeightsTest {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-5);
    private static final MeanSquaredError LOSS = new MeanSquaredError();

    @TempDir
    private Path folder;

    @Test
    void linear() throws IOException {
        var spec = new Autoencoder(Shape.of(6), List.of(dense(4)), List.of(dense(6)), LOSS);
        var torch = new StateDict().layer("encoder.0", 4, 4, 6).layer("decoder.0", 6, 6, 4);
        var model = read(spec, torch);
        var data = data(Shape.of(6));

        var code = Torch.tanh(linear(doubles(data), torch, "encoder.0"));
        requireClose(model.encode(data), code);
        requireClose(model.reconstruct(data), Torch.tanh(linear(code, torch, "decoder.0")));
    }

    @Test
    void convolutionsAndDenseLayersAroundFlattenAndReshape() throws IOException {
        var spec = new Autoencoder(
                Shape.of(6, 4, 2),
                List.of(conv(3, 3, 1, Padding.SAME), conv(5, 4, 2, Padding.SAME), new Flatten(), dense(7)),
                List.of(dense(24), new Reshape(Shape.of(3, 2, 4)), transposed(3, 4, 2, Padding.SAME),
                        conv(2, 3, 1, Padding.SAME)),
                LOSS);
        var torch = new StateDict()
                .layer("encoder.0", 3, 3, 2, 3, 3)
                .layer("encoder.1", 5, 5, 3, 4, 4)
                .layer("encoder.3", 7, 7, 30)
                .layer("decoder.0", 24, 24, 7)
                .layer("decoder.2", 3, 4, 3, 4, 4)
                .layer("decoder.3", 2, 2, 3, 3, 3);
        var model = read(spec, torch);
        var data = data(spec.input());

        var x = Torch.picture(data.sample(0), 6, 4, 2);
        x = Torch.tanh(conv2d(x, torch, "encoder.0", 1, 1));
        x = Torch.tanh(conv2d(x, torch, "encoder.1", 2, 1));
        var code = Torch.tanh(linear(Torch.flatten(x), torch, "encoder.3"));
        requireClose(model.encode(data), code);
        x = Torch.view(Torch.tanh(linear(code, torch, "decoder.0")), 4, 3, 2);
        x = Torch.tanh(convTranspose2d(x, torch, "decoder.2", 2, 1));
        x = Torch.tanh(conv2d(x, torch, "decoder.3", 1, 1));
        requireClose(model.reconstruct(data), Torch.pixels(x));
    }

    @Test
    void convolutionsWithoutPadding() throws IOException {
        var spec = new Autoencoder(
                Shape.of(7, 5, 2),
                List.of(conv(3, 3, 2, Padding.VALID)),
                List.of(transposed(2, 3, 2, Padding.VALID)),
                LOSS);
        var torch = new StateDict().layer("encoder.0", 3, 3, 2, 3, 3).layer("decoder.0", 2, 3, 2, 3, 3);
        var model = read(spec, torch);
        var data = data(spec.input());

        var code = Torch.tanh(conv2d(Torch.picture(data.sample(0), 7, 5, 2), torch, "encoder.0", 2, 0));
        requireClose(model.encode(data), Torch.pixels(code));
        requireClose(model.reconstruct(data),
                Torch.pixels(Torch.tanh(convTranspose2d(code, torch, "decoder.0", 2, 0))));
    }

    @Test
    void convolutionsWithMoreZerosAfterThanBeforeAsItSaysToWriteThem() throws IOException {
        var spec = new Autoencoder(
                Shape.of(6, 4, 1),
                List.of(conv(2, 3, 2, Padding.SAME)),
                List.of(transposed(1, 3, 2, Padding.SAME)),
                LOSS);
        var torch = new StateDict().layer("encoder.0", 2, 2, 1, 3, 3).layer("decoder.0", 1, 2, 1, 3, 3);
        var model = read(spec, torch);
        var data = data(spec.input());

        assertThat(PyTorchWeights.cautions(spec)).containsExactly(
                "encoder layer 1 (conv) needs more zeros after the picture than before: in PyTorch, "
                        + "x = torch.nn.functional.pad(x, (0, 1, 0, 1)) and then Conv2d with padding=0",
                "decoder layer 1 (conv_transpose) crops more pixels after the picture than before: in PyTorch, "
                        + "ConvTranspose2d with padding=(0, 0) and then x = x[..., :6, :4]");
        var x = Torch.padBehind(Torch.picture(data.sample(0), 6, 4, 1));
        var code = Torch.tanh(conv2d(x, torch, "encoder.0", 2, 0));
        requireClose(model.encode(data), Torch.pixels(code));
        var y = Torch.cropped(convTranspose2d(code, torch, "decoder.0", 2, 0), 6, 4);
        requireClose(model.reconstruct(data), Torch.pixels(Torch.tanh(y)));
    }

    @Test
    void saysNothingOfPaddingThatIsTheSameOnBothSides() {
        var spec = new Autoencoder(
                Shape.of(6, 4, 1),
                List.of(conv(3, 3, 1, Padding.SAME), conv(2, 4, 2, Padding.SAME)),
                List.of(transposed(1, 4, 2, Padding.SAME)),
                LOSS);

        assertThat(PyTorchWeights.cautions(spec)).isEmpty();
    }

    @Test
    void aVariationalModelWithTwoHeadsWhoseCodeBecomesAPicture() throws IOException {
        var spec = new Autoencoder(Shape.of(2, 2, 3), List.of(new Flatten()), new GaussianLatent(6, 1),
                List.of(new Reshape(Shape.of(1, 2, 3)), transposed(3, 2, 2, Padding.SAME),
                        new Flatten(), dense(12), new Reshape(Shape.of(2, 2, 3))),
                LOSS);
        var torch = new StateDict()
                .layer("fc_logvar", 6, 6, 12)
                .layer("decoder.3", 12, 12, 24)
                .layer("up", 3, 3, 3, 2, 2)
                .layer("fc_mu", 6, 6, 12);
        var names = TensorNames.of(spec, Map.of(
                "latent.weight", List.of("fc_mu.weight", "fc_logvar.weight"),
                "latent.bias", List.of("fc_mu.bias", "fc_logvar.bias"),
                "decoder.1.weight", List.of("up.weight"),
                "decoder.1.bias", List.of("up.bias")));
        var model = PyTorchWeights.read(spec, torch.save(folder.resolve("vae.safetensors")), names);
        var data = data(spec.input());

        var flat = Torch.flatten(Torch.picture(data.sample(0), 2, 2, 3));
        var means = Torch.view(linear(flat, torch, "fc_mu"), 3, 1, 2);
        var logVariances = Torch.view(linear(flat, torch, "fc_logvar"), 3, 1, 2);
        requireClose(model.encode(data), Torch.pixels(means));
        requireClose(VariationalModel.of(model).posterior(data).logVariances(), Torch.pixels(logVariances));
        var x = Torch.tanh(convTranspose2d(means, torch, "up", 2, 0));
        x = Torch.view(Torch.tanh(linear(Torch.flatten(x), torch, "decoder.3")), 3, 2, 2);
        requireClose(model.decode(model.encode(data)), Torch.pixels(x));
    }

    @Test
    void aConditionalModel() throws IOException {
        var spec = new Autoencoder(Shape.of(3, 2, 2), List.of(conv(2, 3, 1, Padding.SAME), new Flatten()),
                new GaussianLatent(2, 1, 0, 1, Bound.EVIDENCE, 0, 3),
                List.of(dense(12), new Reshape(Shape.of(3, 2, 2))), LOSS);
        var torch = new StateDict()
                .layer("encoder.0", 2, 2, 5, 3, 3)
                .layer("latent", 4, 4, 12)
                .layer("decoder.0", 12, 12, 5);
        var model = read(spec, torch);
        var data = Dataset.ofFloats("labelled", spec.input(), values(12), Optional.of(Labels.of(new int[] {1})));
        double[] label = {0, 1, 0};

        var x = Torch.withLabel(Torch.picture(data.sample(0), 3, 2, 2), label);
        x = Torch.tanh(conv2d(x, torch, "encoder.0", 1, 1));
        var moments = linear(Torch.flatten(x), torch, "latent");
        double[] code = {moments[0], moments[1]};
        requireClose(model.encode(data), code);
        var y = Torch.view(Torch.tanh(linear(Torch.cat(code, label), torch, "decoder.0")), 2, 3, 2);
        requireClose(model.reconstruct(data), Torch.pixels(y));
    }

    @Test
    void tiedWeights() throws IOException {
        var spec = new Autoencoder(
                Shape.of(3, 2, 2),
                List.of(new Flatten(), dense(5)),
                List.of(dense(12), new Reshape(Shape.of(3, 2, 2))),
                LOSS).withTiedWeights(true);
        var torch = new StateDict().layer("encoder.1", 5, 5, 12).with("decoder.0.bias", 12);
        var model = read(spec, torch);
        var data = data(spec.input());

        var code = Torch.tanh(linear(Torch.flatten(Torch.picture(data.sample(0), 3, 2, 2)), torch, "encoder.1"));
        requireClose(model.encode(data), code);
        var x = Torch.tanh(Torch.linearTransposed(code, torch.get("encoder.1.weight"), torch.get("decoder.0.bias")));
        requireClose(model.reconstruct(data), Torch.pixels(Torch.view(x, 2, 3, 2)));
    }

    @Test
    void tiedWeightsWhoseFeaturesAreAPictureInTheDecoderAlone() throws IOException {
        var spec = new Autoencoder(
                Shape.of(4),
                List.of(dense(12), dense(5)),
                List.of(dense(12), new Reshape(Shape.of(3, 2, 2)), conv(2, 3, 1, Padding.SAME), new Flatten(),
                        dense(4)),
                LOSS).withTiedWeights(true);
        var torch = new StateDict()
                .layer("encoder.0", 12, 12, 4)
                .layer("encoder.1", 5, 5, 12)
                .with("decoder.0.bias", 12)
                .layer("decoder.2", 2, 2, 2, 3, 3)
                .with("decoder.4.bias", 4);
        var model = read(spec, torch);
        var data = data(spec.input());

        var hidden = Torch.tanh(linear(doubles(data), torch, "encoder.0"));
        var code = Torch.tanh(linear(hidden, torch, "encoder.1"));
        requireClose(model.encode(data), code);
        var x = Torch.tanh(Torch.linearTransposed(code, torch.get("encoder.1.weight"), torch.get("decoder.0.bias")));
        x = Torch.flatten(Torch.tanh(conv2d(Torch.view(x, 2, 3, 2), torch, "decoder.2", 1, 1)));
        x = Torch.tanh(Torch.linearTransposed(x, torch.get("encoder.0.weight"), torch.get("decoder.4.bias")));
        requireClose(model.reconstruct(data), x);
    }

    @Test
    void tiedWeightsThatReadAFlattenedPictureBehindALatent() throws IOException {
        var spec = new Autoencoder(Shape.of(4), List.of(dense(12)), new GaussianLatent(12, 1),
                List.of(new Reshape(Shape.of(3, 2, 2)), conv(2, 3, 1, Padding.SAME), new Flatten(), dense(4)), LOSS)
                .withTiedWeights(true);
        var torch = new StateDict()
                .layer("encoder.0", 12, 12, 4)
                .layer("latent", 24, 24, 12)
                .layer("decoder.1", 2, 2, 2, 3, 3)
                .with("decoder.3.bias", 4);
        var model = read(spec, torch);
        var data = data(spec.input());

        var hidden = Torch.tanh(linear(doubles(data), torch, "encoder.0"));
        var means = Torch.view(Arrays.copyOf(linear(hidden, torch, "latent"), 12), 2, 3, 2);
        requireClose(model.encode(data), Torch.pixels(means));
        var x = Torch.flatten(Torch.tanh(conv2d(means, torch, "decoder.1", 1, 1)));
        x = Torch.tanh(Torch.linearTransposed(x, torch.get("encoder.0.weight"), torch.get("decoder.3.bias")));
        requireClose(model.decode(model.encode(data)), x);
    }

    @Test
    void batchNormalisationIsFoldedIntoTheLayerBeforeIt() throws IOException {
        var spec = new Autoencoder(
                Shape.of(6, 4, 2), List.of(conv(3, 3, 1, Padding.SAME), new Flatten(), dense(5)),
                List.of(dense(48), new Reshape(Shape.of(6, 4, 2))), LOSS);
        var torch = new StateDict()
                .with("encoder.0.weight", 3, 2, 3, 3)
                .layer("encoder.2", 5, 5, 72)
                .layer("decoder.0", 48, 48, 5);
        for (var norm : List.of("bn1", "bn2", "bn3")) {
            int size = norm.equals("bn1") ? 3 : norm.equals("bn2") ? 5 : 48;
            var variances = new float[size];
            for (int i = 0; i < size; i++) variances[i] = 0.3f + i % 7;
            torch.layer(norm, size, size).with(norm + ".running_mean", size)
                    .with(norm + ".running_var", variances, size)
                    .with(norm + ".num_batches_tracked", 1);
        }
        var names = TensorNames.of(spec, Map.of("encoder.0.batch_norm", List.of("bn1"), "encoder.2.batch_norm",
                List.of("bn2"), "decoder.0.batch_norm", List.of("bn3")));
        var file = torch.save(folder.resolve("normalised.safetensors"));
        var model = PyTorchWeights.read(spec, file, names);
        var data = data(spec.input());

        torch.with("encoder.0.bias", new float[3], 3);
        var x = Torch.tanh(Torch.view(normalised(
                Torch.flatten(conv2d(Torch.picture(data.sample(0), 6, 4, 2), torch, "encoder.0", 1, 1)), torch, "bn1",
                24), 3, 6, 4));
        var code = Torch.tanh(normalised(linear(Torch.flatten(x), torch, "encoder.2"), torch, "bn2", 1));
        requireClose(model.encode(data), code);
        var y = Torch.tanh(normalised(linear(code, torch, "decoder.0"), torch, "bn3", 1));
        requireClose(model.reconstruct(data), Torch.pixels(Torch.view(y, 2, 6, 4)));
    }

    /// `torch.nn.BatchNorm1d` and `torch.nn.BatchNorm2d` after training.
    private static double[] normalised(double[] x, StateDict torch, String name, int pixels) {
        var y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int channel = i / pixels;
            y[i] = (x[i] - torch.get(name + ".running_mean").at(channel))
                    / Math.sqrt(torch.get(name + ".running_var").at(channel) + 1e-5)
                    * torch.get(name + ".weight").at(channel) + torch.get(name + ".bias").at(channel);
        }
        return y;
    }

    @Test
    void refusesBatchNormalisationBehindALayerWithoutWeights() {
        var spec = new Autoencoder(Shape.of(6), List.of(dense(4), new LayerNorm()), List.of(dense(6)), LOSS);

        assertThatThrownBy(() -> TensorNames.of(spec, Map.of("encoder.1.batch_norm", List.of("bn1"))))
                .isInstanceOf(SpecException.class)
                .hasMessage("encoder.1.batch_norm: expected a dense layer or a convolution of the spec before batch "
                        + "normalisation, found 'encoder.1'; name the layer that it follows");
    }

    @Test
    void skipConnections() throws IOException {
        var spec = new Autoencoder(Shape.of(6), List.of(dense(4)),
                List.of(dense(4), new Add(1), new Concatenate(0, 6), dense(6)), LOSS);
        var torch = new StateDict().layer("encoder.0", 4, 4, 6).layer("decoder.0", 4, 4, 4)
                .layer("decoder.3", 6, 6, 10);
        var model = read(spec, torch);
        var data = data(spec.input());

        var x = doubles(data);
        var code = Torch.tanh(linear(x, torch, "encoder.0"));
        var hidden = Torch.tanh(linear(code, torch, "decoder.0"));
        var joined = new double[10];
        for (int i = 0; i < 4; i++) joined[i] = hidden[i] + code[i];
        System.arraycopy(x, 0, joined, 4, 6);
        requireClose(model.reconstruct(data), Torch.tanh(linear(joined, torch, "decoder.3")));
    }

    @Test
    void aClassifier() throws IOException {
        var spec = new Autoencoder(
                Shape.of(3, 2, 2),
                List.of(conv(4, 3, 1, Padding.SAME), new Flatten()),
                List.of(new Dense(3, Activation.IDENTITY)),
                new SoftmaxCrossEntropy(3));
        var torch = new StateDict().layer("encoder.0", 4, 4, 2, 3, 3).layer("decoder.0", 3, 3, 24);
        var classifier = Classifier.of(read(spec, torch));
        var data = data(spec.input());

        var x = Torch.tanh(conv2d(Torch.picture(data.sample(0), 3, 2, 2), torch, "encoder.0", 1, 1));
        requireClose(classifier.probabilities(data), Torch.softmax(linear(Torch.flatten(x), torch, "decoder.0")));
    }

    @Test
    void flatSamplesThatBecomePicturesAtOneEndAlone() throws IOException {
        var spec = new Autoencoder(
                Shape.of(12),
                List.of(dense(4)),
                List.of(dense(12), new Reshape(Shape.of(3, 2, 2)), conv(2, 3, 1, Padding.SAME), new Flatten()),
                LOSS);
        var torch = new StateDict()
                .layer("encoder.0", 4, 4, 12)
                .layer("decoder.0", 12, 12, 4)
                .layer("decoder.2", 2, 2, 2, 3, 3);
        var model = read(spec, torch);
        var data = data(spec.input());

        var flat = Torch.flatten(Torch.picture(data.sample(0), 3, 2, 2));
        var code = Torch.tanh(linear(flat, torch, "encoder.0"));
        requireClose(model.encode(data), code);
        var x = Torch.view(Torch.tanh(linear(code, torch, "decoder.0")), 2, 3, 2);
        requireClose(model.reconstruct(data), Torch.pixels(Torch.tanh(conv2d(x, torch, "decoder.2", 1, 1))));
    }

    @Test
    void everyLayer() throws IOException {
        var spec = new Autoencoder(
                Shape.of(6, 4, 2),
                List.of(
                        new Residual(
                                List.of(conv(3, 3, 1, Padding.SAME), new Dropout(0.5), conv(5, 3, 1, Padding.SAME))),
                        new Activate(Activation.TANH), new MaxPool2d(2), new Flatten(),
                        new Residual(List.of(dense(7), dense(30))), new LayerNorm()),
                List.of(
                        dense(24), new Reshape(Shape.of(3, 2, 4)), Upsample2d.by(4, Interpolation.NEAREST),
                        new AvgPool2d(2),
                        transposed(2, 3, 1, Padding.SAME),
                        new Residual(List.of(conv(3, 3, 1, Padding.SAME), conv(2, 3, 1, Padding.SAME))),
                        new LayerNorm(), conv(4, 3, 1, Padding.SAME), new GroupNorm(2), conv(2, 1, 1, Padding.SAME)),
                LOSS);
        var torch = new StateDict()
                .layer("encoder.5", 30, 30)
                .layer("decoder.6", 2, 2)
                .layer("decoder.7", 4, 4, 2, 3, 3)
                .layer("decoder.8", 4, 4)
                .layer("decoder.9", 2, 2, 4, 1, 1)
                .layer("encoder.0.0", 3, 3, 2, 3, 3)
                .layer("encoder.0.2", 5, 5, 3, 3, 3)
                .layer("encoder.0.shortcut", 5, 5, 2, 1, 1)
                .layer("encoder.4.0", 7, 7, 30)
                .layer("encoder.4.1", 30, 30, 7)
                .layer("decoder.0", 24, 24, 30)
                .layer("decoder.4", 2, 4, 2, 3, 3)
                .layer("decoder.5.0", 3, 3, 2, 3, 3)
                .layer("decoder.5.1", 2, 2, 3, 3, 3);
        var model = read(spec, torch);
        var data = data(spec.input());

        var x = Torch.picture(data.sample(0), 6, 4, 2);
        var body = Torch.tanh(conv2d(Torch.tanh(conv2d(x, torch, "encoder.0.0", 1, 1)), torch, "encoder.0.2", 1, 1));
        x = Torch.tanh(Torch.add(body, conv2d(x, torch, "encoder.0.shortcut", 1, 0)));
        var flat = Torch.flatten(Torch.maxPool2d(x, 2));
        var hidden = Torch.tanh(linear(flat, torch, "encoder.4.0"));
        var code = Torch.groupNorm(
                Torch.add(Torch.tanh(linear(hidden, torch, "encoder.4.1")), flat), 1,
                torch.get("encoder.5.weight"), torch.get("encoder.5.bias"), 1);
        requireClose(model.encode(data), Torch.pixels(Torch.view(code, 5, 3, 2)));
        x = Torch.upsample(Torch.view(Torch.tanh(linear(code, torch, "decoder.0")), 4, 3, 2), 4);
        x = Torch.avgPool2d(x, 2);
        x = Torch.tanh(convTranspose2d(x, torch, "decoder.4", 1, 1));
        body = Torch.tanh(conv2d(Torch.tanh(conv2d(x, torch, "decoder.5.0", 1, 1)), torch, "decoder.5.1", 1, 1));
        x = Torch.add(body, x);
        for (int row = 0; row < x[0].length; row++) {
            for (int column = 0; column < x[0][0].length; column++) {
                var pixel = Torch.groupNorm(new double[] {x[0][row][column], x[1][row][column]}, 1,
                        torch.get("decoder.6.weight"), torch.get("decoder.6.bias"), 1);
                x[0][row][column] = pixel[0];
                x[1][row][column] = pixel[1];
            }
        }
        x = Torch.tanh(conv2d(x, torch, "decoder.7", 1, 1));
        var flatter = Torch.groupNorm(Torch.flatten(x), 2, torch.get("decoder.8.weight"), torch.get("decoder.8.bias"),
                x[0].length * x[0][0].length);
        x = Torch.tanh(conv2d(Torch.view(flatter, 4, x[0].length, x[0][0].length), torch, "decoder.9", 1, 0));
        requireClose(model.reconstruct(data), Torch.pixels(x));
        var layers = Stream.of(spec.encoder(), spec.decoder(), signals().encoder(), signals().decoder(),
                separable().encoder(), separable().decoder())
                .flatMap(List::stream);
        assertThat(layers.flatMap(PyTorchWeightsTest::withThoseInside))
                .containsAll(members(Layer.class).filter(type -> !Skip.class.isAssignableFrom(type)).toList());
    }

    private static Autoencoder signals() {
        return new Autoencoder(
                Shape.of(8, 2),
                List.of(new Conv1d(3, 3, Activation.TANH), new MaxPool1d(2),
                        new Residual(List.of(new Conv1d(5, 1, Activation.TANH))), new Flatten(), dense(6)),
                List.of(dense(12), new Reshape(Shape.of(4, 3)), Upsample1d.by(4, Interpolation.NEAREST),
                        new AvgPool1d(4), new ConvTranspose1d(2, 4, 2, Activation.TANH)),
                LOSS);
    }

    /// As pictures of height 1, whose kernels have one row of numbers and zeros above and below it.
    @Test
    void everyLayerOfSignals() throws IOException {
        var torch = new StateDict()
                .layer("encoder.0", 3, 3, 2, 3)
                .layer("encoder.2.0", 5, 5, 3, 1)
                .layer("encoder.2.shortcut", 5, 5, 3, 1)
                .layer("encoder.4", 6, 6, 20)
                .layer("decoder.0", 12, 12, 6)
                .layer("decoder.4", 2, 3, 2, 4);
        var model = read(signals(), torch);
        var data = data(signals().input());

        var x = Torch.signal(data.sample(0), 2);
        x = Torch.maxPool1d(Torch.tanh(conv1d(x, torch, "encoder.0", 1)), 2);
        x = Torch.add(Torch.tanh(conv1d(x, torch, "encoder.2.0", 0)), conv1d(x, torch, "encoder.2.shortcut", 0));
        var code = Torch.tanh(linear(Torch.flatten(x), torch, "encoder.4"));
        requireClose(model.encode(data), code);
        // Copies whose means are what was copied.
        x = Torch.view(Torch.tanh(linear(code, torch, "decoder.0")), 3, 1, 4);
        x = Torch.tanh(Torch.convTranspose1d(
                x, torch.get("decoder.4.weight"), torch.get("decoder.4.bias"), /* stride= */ 2, /* padding= */ 1));
        requireClose(model.reconstruct(data), Torch.pixels(x));
    }

    @Test
    void convolutionsOfSignalsWithMoreZerosAfterThanBefore() {
        var spec = new Autoencoder(
                Shape.of(6, 1), List.of(new Conv1d(2, 3, Activation.IDENTITY).withStride(2)),
                List.of(new ConvTranspose1d(1, 3, 2, Activation.IDENTITY)), LOSS);

        assertThat(PyTorchWeights.cautions(spec)).containsExactly(
                "encoder layer 1 (conv1d) needs more zeros after the signal than before: in PyTorch, "
                        + "x = torch.nn.functional.pad(x, (0, 1)) and then Conv1d with padding=0",
                "decoder layer 1 (conv_transpose1d) crops more steps after the signal than before: in PyTorch, "
                        + "ConvTranspose1d with padding=0 and then x = x[..., :6]");
    }

    private static double[][][] conv1d(double[][][] x, StateDict torch, String layer, int padding) {
        return Torch.conv1d(x, torch.get(layer + ".weight"), torch.get(layer + ".bias"), padding, /* dilation= */ 1);
    }

    private static Autoencoder separable() {
        return new Autoencoder(
                Shape.of(4, 6, 2), List.of(new DepthwiseConv2d(3, Activation.TANH), conv(3, 1, 1, Padding.SAME)),
                List.of(new Reshape(Shape.of(24, 3)), new DepthwiseConv1d(3, Activation.TANH),
                        new Conv1d(2, 1, Activation.TANH), new Reshape(Shape.of(4, 6, 2))),
                LOSS);
    }

    @Test
    void convolutionsOfEachChannelByItself() throws IOException {
        var torch = new StateDict().layer("encoder.0", 2, 2, 1, 3, 3).layer("encoder.1", 3, 3, 2, 1, 1)
                .layer("decoder.1", 3, 3, 1, 3).layer("decoder.2", 2, 2, 3, 1);
        var model = read(separable(), torch);
        var data = data(separable().input());

        var x = Torch.tanh(Torch.depthwise2d(Torch.picture(data.sample(0), 4, 6, 2), torch.get("encoder.0.weight"),
                torch.get("encoder.0.bias"), 1));
        x = Torch.tanh(conv2d(x, torch, "encoder.1", 1, 0));
        requireClose(model.encode(data), Torch.pixels(x));
        x = Torch.view(Torch.flatten(x), 3, 1, 24);
        x = Torch.tanh(Torch.depthwise1d(x, torch.get("decoder.1.weight"), torch.get("decoder.1.bias"), 1));
        x = Torch.tanh(conv1d(x, torch, "decoder.2", 0));
        requireClose(model.reconstruct(data), Torch.pixels(Torch.view(Torch.flatten(x), 2, 4, 6)));
    }

    @Test
    void convolutionsWhoseTapsAreApart() throws IOException {
        var spec = new Autoencoder(
                Shape.of(12, 2), List.of(new Conv1d(3, 3, Activation.TANH).withDilation(4)),
                List.of(new Conv1d(2, 4, Activation.TANH).withDilation(2)), LOSS);
        var torch = new StateDict().layer("encoder.0", 3, 3, 2, 3).layer("decoder.0", 2, 2, 3, 4);
        var model = read(spec, torch);
        var data = data(spec.input());

        assertThat(PyTorchWeights.cautions(spec)).isEmpty();
        var x = Torch.signal(data.sample(0), 2);
        x = Torch.tanh(Torch.conv1d(x, torch.get("encoder.0.weight"), torch.get("encoder.0.bias"), 4, 4));
        requireClose(model.encode(data), Torch.pixels(x));
        x = Torch.tanh(Torch.conv1d(x, torch.get("decoder.0.weight"), torch.get("decoder.0.bias"), 3, 2));
        requireClose(model.reconstruct(data), Torch.pixels(x));
    }

    private static Stream<Class<?>> withThoseInside(Layer layer) {
        var inside = layer instanceof Residual(var body)
                ? body.stream().flatMap(PyTorchWeightsTest::withThoseInside)
                : Stream.<Class<?>>empty();
        return Stream.concat(Stream.of(layer.getClass()), inside);
    }

    /// The records of a sealed family and of the families in it.
    private static Stream<Class<?>> members(Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses())
                .flatMap(member -> member.isSealed() ? members(member) : Stream.of(member));
    }

    @Test
    void residualsInsideOneAnotherWithProjections() throws IOException {
        var spec = new Autoencoder(
                Shape.of(6, 4, 2),
                List.of(
                        new Residual(List.of(
                                conv(5, 4, 2, Padding.SAME), new Residual(List.of(conv(5, 3, 1, Padding.SAME))))),
                        new Flatten(),
                        new Residual(List.of(dense(9)))),
                List.of(new Residual(List.of(dense(24), dense(48))), new Reshape(Shape.of(6, 4, 2))),
                LOSS);
        var torch = new StateDict()
                .layer("encoder.0.0", 5, 5, 2, 4, 4)
                .layer("encoder.0.1.0", 5, 5, 5, 3, 3)
                .layer("encoder.0.shortcut", 5, 5, 2, 1, 1)
                .layer("encoder.2.0", 9, 9, 30)
                .layer("encoder.2.shortcut", 9, 9, 30)
                .layer("decoder.0.0", 24, 24, 9)
                .layer("decoder.0.1", 48, 48, 24)
                .layer("decoder.0.shortcut", 48, 48, 9);
        var model = read(spec, torch);
        var data = data(spec.input());

        var picture = Torch.picture(data.sample(0), 6, 4, 2);
        var x = Torch.tanh(conv2d(picture, torch, "encoder.0.0", 2, 1));
        x = Torch.add(Torch.tanh(conv2d(x, torch, "encoder.0.1.0", 1, 1)), x);
        x = Torch.add(x, conv2d(picture, torch, "encoder.0.shortcut", 2, 0));
        var flat = Torch.flatten(x);
        var code = Torch.add(
                Torch.tanh(linear(flat, torch, "encoder.2.0")), linear(flat, torch, "encoder.2.shortcut"));
        requireClose(model.encode(data), code);
        var hidden = Torch.tanh(linear(code, torch, "decoder.0.0"));
        var y = Torch.add(
                Torch.tanh(linear(hidden, torch, "decoder.0.1")), linear(code, torch, "decoder.0.shortcut"));
        requireClose(model.reconstruct(data), Torch.pixels(Torch.view(y, 2, 6, 4)));
    }

    @Test
    void refusesToAddFeaturesThatAreAPicturesOfOtherChannels() {
        var spec = new Autoencoder(
                Shape.of(4, 2, 3),
                List.of(new Flatten(), new Residual(List.of(
                        new Reshape(Shape.of(2, 2, 6)), conv(6, 3, 1, Padding.SAME), new Flatten()))),
                List.of(new Reshape(Shape.of(4, 2, 3))), LOSS);
        var torch = new StateDict().layer("encoder.1.1", 6, 6, 6, 3, 3);

        assertThatThrownBy(() -> read(spec, torch))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("encoder layer 2, layer 1: the same features belong to a picture of 6 channels "
                        + "here and of 3 elsewhere, with no dense layer between");
    }

    @Test
    void refusesToAddABodyWhoseOrderIsNotTheShortcuts() {
        var spec = new Autoencoder(
                Shape.of(4, 2, 3),
                List.of(new Flatten(), new Residual(List.of(
                        dense(24), new Reshape(Shape.of(2, 2, 6)), conv(6, 3, 1, Padding.SAME), new Flatten()))),
                List.of(new Reshape(Shape.of(4, 2, 3))), LOSS);
        var torch = new StateDict().layer("encoder.1.0", 24, 24, 24).layer("encoder.1.2", 6, 6, 6, 3, 3);

        assertThatThrownBy(() -> read(spec, torch))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("encoder layer 2: the same features belong to a picture of 3 channels "
                        + "here and of 6 elsewhere, with no dense layer between");
    }

    @Test
    void namesConvolutionsInsideResidualsThatNeedMoreZeros() {
        var spec = new Autoencoder(
                Shape.of(6, 4, 1),
                List.of(new Residual(List.of(conv(2, 3, 1, Padding.SAME), conv(2, 3, 2, Padding.SAME)))),
                List.of(transposed(1, 4, 2, Padding.SAME)), LOSS);

        assertThat(PyTorchWeights.cautions(spec)).singleElement().asString()
                .startsWith("encoder layer 1, layer 2 (conv) needs more zeros after the picture than before");
    }

    @Test
    void refusesToRegroupTheFeaturesOfAPictureWithoutADenseLayerBetween() {
        var spec = new Autoencoder(
                Shape.of(4, 2, 3),
                List.of(new Flatten(), new Reshape(Shape.of(2, 2, 6))),
                List.of(new Reshape(Shape.of(4, 2, 3))),
                LOSS);

        assertThatThrownBy(() -> read(spec, new StateDict()))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith(
                        "encoder layer 2: the same features belong to a picture of 6 channels here and of 3 "
                                + "elsewhere, with no dense layer between");
    }

    @Test
    void refusesTiedWeightsWhoseFeaturesAreTwoPictures() {
        var spec = new Autoencoder(
                Shape.of(4),
                List.of(dense(12), dense(5)),
                List.of(dense(12), new Reshape(Shape.of(3, 2, 2)), conv(6, 2, 1, Padding.VALID), new Flatten(),
                        dense(4)),
                LOSS).withTiedWeights(true);

        assertThatThrownBy(() -> read(spec, new StateDict()))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith(
                        "decoder layer 5: the same features belong to a picture of 2 channels here and of 6 "
                                + "elsewhere");
    }

    @Test
    void tellsThatTheWeightsWereImported() throws IOException, NoSuchAlgorithmException {
        var spec = new Autoencoder(Shape.of(2), List.of(dense(1)), List.of(dense(2)), LOSS);
        var model = read(spec, new StateDict()
                .with("encoder.0.weight", new float[] {1, 2}, 1, 2)
                .with("encoder.0.bias", new float[] {3}, 1)
                .with("decoder.0.weight", new float[] {4, 5}, 2, 1)
                .with("decoder.0.bias", new float[] {6, 7}, 2));

        var sha256 = MessageDigest.getInstance("SHA-256")
                .digest(Files.readAllBytes(folder.resolve("weights.safetensors")));
        assertThat(model.metadata()).containsOnly(
                Map.entry("imported", "weights.safetensors"),
                Map.entry("imported.sha256", HexFormat.of().formatHex(sha256)));
    }

    private TrainedAutoencoder read(Autoencoder spec, StateDict torch) throws IOException {
        return PyTorchWeights.read(spec, torch.save(folder.resolve("weights.safetensors")), TensorNames.same());
    }

    private static void requireClose(float[][] found, double[] expected) {
        assertThat(found).hasNumberOfRows(1);
        assertThat(found[0]).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) found[0][i]).as("feature %d", i).isCloseTo(expected[i], ROUNDING);
        }
    }

    private static double[] linear(double[] x, StateDict torch, String layer) {
        return Torch.linear(x, torch.get(layer + ".weight"), torch.get(layer + ".bias"));
    }

    private static double[][][] conv2d(double[][][] x, StateDict torch, String layer, int stride, int padding) {
        return Torch.conv2d(x, torch.get(layer + ".weight"), torch.get(layer + ".bias"), stride, padding);
    }

    private static double[][][] convTranspose2d(
            double[][][] x, StateDict torch, String layer, int stride, int padding) {
        return Torch.convTranspose2d(x, torch.get(layer + ".weight"), torch.get(layer + ".bias"), stride, padding);
    }

    private static Layer dense(int units) {
        return new Dense(units, Activation.TANH);
    }

    private static Layer conv(int filters, int kernel, int stride, Padding padding) {
        return new Conv2d(filters, kernel, stride, padding, Activation.TANH, new GlorotUniform(), new Zeros());
    }

    private static Layer transposed(int filters, int kernel, int stride, Padding padding) {
        return new ConvTranspose2d(
                filters, kernel, stride, padding, Optional.empty(), Activation.TANH, new GlorotUniform(), new Zeros());
    }

    private static Dataset data(Shape shape) {
        return Dataset.ofFloats("sample", shape, values(shape.size()), Optional.empty());
    }

    private static double[] doubles(Dataset data) {
        var sample = data.sample(0);
        var doubles = new double[sample.length];
        for (int i = 0; i < sample.length; i++) {
            doubles[i] = sample[i];
        }
        return doubles;
    }

    private static float[] values(int count) {
        var random = new Random(3);
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }
}
