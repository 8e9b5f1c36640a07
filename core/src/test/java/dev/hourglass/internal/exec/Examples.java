package dev.hourglass.internal.exec;

import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.corruption.Corruption;
import dev.hourglass.spec.corruption.GaussianNoise;
import dev.hourglass.spec.corruption.Masking;
import dev.hourglass.spec.corruption.Range;
import dev.hourglass.spec.corruption.Rectangles;
import dev.hourglass.spec.init.GlorotUniform;
import dev.hourglass.spec.init.NormalInit;
import dev.hourglass.spec.latent.Bound;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.latent.TopK;
import dev.hourglass.spec.latent.WinnerTakeAll;
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
import dev.hourglass.spec.layer.Dropout;
import dev.hourglass.spec.layer.Flatten;
import dev.hourglass.spec.layer.GroupNorm;
import dev.hourglass.spec.layer.Interpolation;
import dev.hourglass.spec.layer.LayerNorm;
import dev.hourglass.spec.layer.MaxPool1d;
import dev.hourglass.spec.layer.MaxPool2d;
import dev.hourglass.spec.layer.Padding;
import dev.hourglass.spec.layer.Reshape;
import dev.hourglass.spec.layer.Residual;
import dev.hourglass.spec.layer.Upsample1d;
import dev.hourglass.spec.layer.Upsample2d;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.BlockLosses;
import dev.hourglass.spec.loss.GaussianLikelihood;
import dev.hourglass.spec.loss.Huber;
import dev.hourglass.spec.loss.Loss;
import dev.hourglass.spec.loss.LossBlock;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.loss.SoftmaxCrossEntropy;
import dev.hourglass.spec.loss.StructuralSimilarity;
import dev.hourglass.spec.penalty.Contractive;
import dev.hourglass.spec.penalty.ContractiveProjection;
import dev.hourglass.spec.penalty.KlSparsity;
import dev.hourglass.spec.penalty.L1Activity;
import dev.hourglass.spec.penalty.WeightDecay;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/// Small autoencoders of every family, and pictures to train them on.
public final class Examples {
    public static final Shape PICTURE = Shape.of(11, 9, 2);

    public static final int CLASSES = 3;
    private static final int TABLE_COLUMNS = 22 + CLASSES;

    private Examples() {}

    public static Autoencoder dense() {
        return new Autoencoder(
                Shape.of(PICTURE.size()),
                List.of(new Dense(37, Activation.RELU), new Dropout(0.1), new Dense(5, Activation.TANH)),
                List.of(new Dense(21, Activation.ELU), new Dense(PICTURE.size(), Activation.SIGMOID)),
                new MeanSquaredError());
    }

    /// With layers of every form that threads share where a sample comes alone.
    public static Autoencoder large() {
        return new Autoencoder(
                PICTURE,
                List.of(
                        new Conv2d(112, 5, Activation.RELU), new MaxPool2d(2), new Conv2d(48, 3, Activation.ELU),
                        new Flatten(), new Dense(112, Activation.ELU), new Dense(20, Activation.TANH)),
                List.of(
                        new Dense(6 * 5 * 48, Activation.RELU),
                        new Reshape(Shape.of(6, 5, 48)),
                        Upsample2d.by(2, Interpolation.NEAREST),
                        new Conv2d(40, 3, Activation.TANH),
                        new Conv2d(32, 3, Activation.RELU).withPadding(Padding.VALID),
                        Upsample2d.to(11, 9, Interpolation.NEAREST),
                        new Conv2d(2, 3, Activation.SIGMOID)),
                new MeanSquaredError());
    }

    public static Autoencoder convolutional() {
        return new Autoencoder(PICTURE, List.of(
                new Conv2d(13, 3, Activation.RELU),
                new MaxPool2d(2),
                new Conv2d(7, 3, Activation.LEAKY_RELU),
                new MaxPool2d(2)),
                List.of(
                        Upsample2d.by(2, Interpolation.NEAREST),
                        new Conv2d(9, 3, Activation.RELU),
                        Upsample2d.to(11, 9, Interpolation.BILINEAR),
                        new Conv2d(2, 3, Activation.IDENTITY)),
                new BinaryCrossEntropy()).withCorruption(new GaussianNoise(0.3, Optional.of(new Range(0, 1))));
    }

    /// With channels enough that its convolutions take fewer products than they have connections; odd heights and widths.
    public static Autoencoder upsampling() {
        return new Autoencoder(PICTURE, List.of(
                new Conv2d(24, 3, Activation.TANH),
                new Conv2d(25, 3, Activation.RELU),
                new MaxPool2d(2)),
                List.of(
                        Upsample2d.by(2, Interpolation.NEAREST),
                        new Conv2d(19, 3, Activation.RELU),
                        new Conv2d(3, 3, Activation.SOFTPLUS),
                        new Conv2d(
                                2, 2, 1, Padding.VALID, Activation.IDENTITY, new GlorotUniform(), new NormalInit(0.1))),
                new MeanSquaredError());
    }

    /// The convolutional one with another corruption.
    public static Autoencoder corrupted(Corruption corruption) {
        var spec = convolutional();
        return new Autoencoder(spec.input(), spec.encoder(), spec.latent(), spec.decoder(), spec.loss())
                .withCorruption(corruption);
    }

    public static Autoencoder variational() {
        return new Autoencoder(PICTURE, List.of(new Conv2d(6, 3, Activation.SOFTPLUS), new MaxPool2d(3), new Flatten()),
                new GaussianLatent(4, 1), List.of(
                        new Dense(4 * 3 * 5, Activation.RELU),
                        new Reshape(Shape.of(4, 3, 5)),
                        new ConvTranspose2d(2, 4, 3, Activation.IDENTITY),
                        new Flatten(),
                        new Dense(PICTURE.size(), Activation.IDENTITY),
                        new Reshape(PICTURE)),
                new BinaryCrossEntropy());
    }

    /// Five draws of each sample, the divergence warming up.
    public static Autoencoder importanceWeighted() {
        return variational(new GaussianLatent(4, 1, 1, 5, Bound.IMPORTANCE_WEIGHTED, 0, 0), new BinaryCrossEntropy());
    }

    /// The classes of [#discs], free bits and two draws of each sample.
    public static Autoencoder conditional() {
        return variational(
                new GaussianLatent(4, 0.5, 0, 2, Bound.EVIDENCE, 0.2, CLASSES), new GaussianLikelihood(0.3));
    }

    /// Conditioned on the classes of [#discs].
    public static Autoencoder classifier() {
        return new Autoencoder(
                PICTURE,
                List.of(
                        new Conv2d(6, 3, Activation.RELU), new MaxPool2d(3), new Flatten(),
                        new Dense(17, Activation.TANH), new Dropout(0.2)),
                List.of(new Dense(CLASSES, Activation.IDENTITY)),
                new SoftmaxCrossEntropy(CLASSES));
    }

    /// Layers that normalise, activations that training knows before and after, and a deviation that is learnt.
    public static Autoencoder normalised() {
        return new Autoencoder(
                PICTURE,
                List.of(
                        new Conv2d(6, 3, Activation.IDENTITY), new GroupNorm(3), new Activate(Activation.SILU),
                        new AvgPool2d(2), new Residual(List.of(new Conv2d(6, 3, Activation.GELU), new GroupNorm(1))),
                        new LayerNorm(), new Flatten(), new Dense(9, Activation.SELU), new LayerNorm()),
                new GaussianLatent(3, 1),
                List.of(
                        new Dense(12, Activation.GELU), new GroupNorm(2),
                        new Dense(PICTURE.size(), Activation.HARD_SIGMOID), new Reshape(PICTURE)),
                new GaussianLikelihood(0.3, true));
    }

    /// Judged by the structure of neighbouring pixels; both channels of a picture side by side, which makes it wide enough.
    public static Autoencoder structural() {
        return new Autoencoder(
                Shape.of(PICTURE.height(), PICTURE.width() * PICTURE.channels(), 1),
                List.of(new Conv2d(6, 3, Activation.RELU), new MaxPool2d(2)),
                List.of(Upsample2d.to(11, 18, Interpolation.NEAREST), new Conv2d(1, 3, Activation.SIGMOID)),
                new StructuralSimilarity(0.8));
    }

    /// Skip connections of the input, of a convolution and of its activation.
    public static Autoencoder skipping() {
        return new Autoencoder(
                PICTURE,
                List.of(new Conv2d(3, 3, Activation.IDENTITY), new Activate(Activation.GELU), new MaxPool2d(2)),
                List.of(
                        Upsample2d.to(11, 9, Interpolation.NEAREST), new Add(2), new Concatenate(1, 3),
                        new Concatenate(0, 2), new Conv2d(2, 3, Activation.IDENTITY), new Add(0)),
                new Huber(0.1))
                .withCorruption(new Masking(0.25));
    }

    /// Every layer of signals, beside those that take them as they take pictures; of the numbers of a picture.
    public static Autoencoder signal() {
        return new Autoencoder(
                Shape.of(PICTURE.height() * PICTURE.width(), PICTURE.channels()),
                List.of(
                        new Conv1d(8, 5, Activation.GELU).withStride(2), new GroupNorm(2),
                        new Residual(List.of(
                                new Conv1d(8, 3, Activation.RELU),
                                new Conv1d(6, 3, Activation.IDENTITY).withStride(2))),
                        new DepthwiseConv1d(3, Activation.SILU), new MaxPool1d(2), new LayerNorm(), new Dropout(0.1),
                        new AvgPool1d(2)),
                List.of(
                        Upsample1d.by(2, Interpolation.NEAREST), new Conv1d(5, 3, Activation.TANH).withDilation(2),
                        Upsample1d.to(50, Interpolation.BILINEAR), new Concatenate(1, 8),
                        new ConvTranspose1d(2, 4, 2, Activation.IDENTITY).withTo(99)),
                new Huber(0.1)).withCorruption(new Rectangles(1, 7));
    }

    /// Residuals at the input, inside one another, of pictures and of flat samples, with the identity and with projections
    /// beside them, and at the output.
    public static Autoencoder residual() {
        return new Autoencoder(
                PICTURE,
                List.of(
                        new Residual(List.of(
                                new Conv2d(5, 3, Activation.RELU).withDilation(2),
                                new Conv2d(2, 3, Activation.IDENTITY))),
                        new Activate(Activation.RELU),
                        new Residual(List.of(
                                new Conv2d(7, 3, Activation.RELU).withStride(2),
                                new Residual(List.of(
                                        new MaxPool2d(2), Upsample2d.to(6, 5, Interpolation.BILINEAR),
                                        new Conv2d(7, 1, Activation.LEAKY_RELU))),
                                new Conv2d(6, 3, Activation.IDENTITY))),
                        new Flatten(),
                        new Residual(List.of(
                                new Dense(20, Activation.TANH), new Dropout(0.1), new Dense(12, Activation.IDENTITY)))),
                List.of(
                        new Residual(List.of(new Dense(9, Activation.ELU), new Dense(12, Activation.IDENTITY))),
                        new Dense(6 * 5 * 3, Activation.RELU),
                        new Reshape(Shape.of(6, 5, 3)),
                        Upsample2d.to(11, 9, Interpolation.NEAREST),
                        new Residual(List.of(
                                new Conv2d(4, 3, Activation.RELU), new Conv2d(2, 3, Activation.IDENTITY)))),
                new BinaryCrossEntropy());
    }

    /// Two dense layers each way, to be trained one by one.
    public static Autoencoder stack() {
        return new Autoencoder(
                PICTURE,
                List.of(new Flatten(), new Dense(30, Activation.SIGMOID), new Dropout(0.1),
                        new Dense(11, Activation.SIGMOID)),
                List.of(new Dense(30, Activation.SIGMOID), new Dense(PICTURE.size(), Activation.IDENTITY),
                        new Reshape(PICTURE)),
                new BinaryCrossEntropy());
    }

    private static Autoencoder variational(GaussianLatent latent, Loss loss) {
        var plain = variational();
        return new Autoencoder(plain.input(), plain.encoder(), latent, plain.decoder(), loss)
                .withCorruption(plain.corruption());
    }

    /// With every penalty, and tied weights.
    public static Autoencoder penalised() {
        return new Autoencoder(Shape.of(PICTURE.size()), List.of(new Dense(37, Activation.SIGMOID)),
                List.of(new Dense(PICTURE.size(), Activation.SIGMOID)), new BinaryCrossEntropy())
                .withCorruption(new GaussianNoise(0.1, Optional.empty()))
                .withPenalties(new KlSparsity(0.1, 2), new L1Activity(0.01), new WeightDecay(0.01),
                        new Contractive(0.1),
                        new ContractiveProjection(0.1, 0.05))
                .withTiedWeights(true);
    }

    public static Autoencoder kSparse() {
        return sparse(new TopK(6));
    }

    public static Autoencoder winnerTakeAll() {
        return sparse(new WinnerTakeAll(0.1));
    }

    /// Whose code is a picture, with many zeros among which are ties.
    private static Autoencoder sparse(Latent latent) {
        return new Autoencoder(PICTURE, List.of(new Conv2d(5, 3, Activation.RELU), new MaxPool2d(3)), latent,
                List.of(new ConvTranspose2d(2, 4, 3, Activation.RELU), new Flatten(),
                        new Dense(PICTURE.size(), Activation.IDENTITY), new Reshape(PICTURE)),
                new MeanSquaredError());
    }

    /// Of the rows of [#table]: numbers, a category and a truth value.
    public static Autoencoder table(Corruption corruption) {
        return new Autoencoder(
                Shape.of(TABLE_COLUMNS), List.of(new Dense(37, Activation.RELU), new Dense(5, Activation.TANH)),
                List.of(new Dense(21, Activation.ELU), new Dense(TABLE_COLUMNS, Activation.IDENTITY)),
                new BlockLosses(List.of(
                        new LossBlock(3, new MeanSquaredError()),
                        new LossBlock(CLASSES, new SoftmaxCrossEntropy(CLASSES), 0.5),
                        new LossBlock(17, new GaussianLikelihood(0.6), 0.1),
                        new LossBlock(2, new BinaryCrossEntropy(), 2))))
                .withCorruption(corruption);
    }

    /// Rows whose columns depend on one number; a seventh of all features is missing.
    public static Dataset table(int count) {
        var random = new Random(5);
        return Dataset.withMissing("table", Shape.of(TABLE_COLUMNS), count, (_, row) -> {
            double hidden = random.nextGaussian();
            for (int f = 0; f < row.length; f++) {
                row[f] = (float) (Math.sin(f) * hidden + 0.1 * random.nextGaussian());
            }
            for (int c = 0; c < CLASSES; c++) {
                row[3 + c] = c == Math.clamp((int) (hidden + 1.5), 0, CLASSES - 1) ? 1 : 0;
            }
            row[TABLE_COLUMNS - 2] = hidden > 0 ? 1 : 0;
            row[TABLE_COLUMNS - 1] = hidden > 1 ? 1 : 0;
            for (int f = 0; f < row.length; f++) {
                row[f] = random.nextInt(7) == 0 ? Float.NaN : row[f];
            }
        }, Optional.empty());
    }

    /// Discs of which the class tells the place: left, in the middle or right.
    public static Dataset placedDiscs(int count) {
        var discs = discs(count);
        int features = PICTURE.size();
        var values = new float[count * features];
        var classes = new int[count];
        for (int i = 0; i < count; i++) {
            var sample = discs.sample(i);
            System.arraycopy(sample, 0, values, i * features, features);
            double mass = 0;
            double moment = 0;
            for (int f = 0; f < features; f++) {
                mass += sample[f];
                moment += sample[f] * (f / PICTURE.channels() % PICTURE.width());
            }
            double column = moment / mass;
            classes[i] = column < 3 ? 0 : column < 5 ? 1 : 2;
        }
        return Dataset.ofFloats("placed discs", PICTURE, values, Optional.of(Labels.of(classes)));
    }

    /// Bright discs on dark ground, at random places, of classes that say nothing.
    public static Dataset discs(int count) {
        var random = new Random(3);
        var pixels = new byte[count * PICTURE.size()];
        for (int i = 0, at = 0; i < count; i++) {
            double row = random.nextDouble(PICTURE.height());
            double column = random.nextDouble(PICTURE.width());
            for (int y = 0; y < PICTURE.height(); y++) {
                for (int x = 0; x < PICTURE.width(); x++) {
                    for (int c = 0; c < PICTURE.channels(); c++) {
                        double distance = Math.hypot(y - row, x - column);
                        pixels[at++] = (byte) (255 / (1 + Math.exp(2 * (distance - 3 + c))));
                    }
                }
            }
        }
        return Dataset.ofBytes("discs", PICTURE, pixels,
                Optional.of(Labels.of(IntStream.range(0, count).map(i -> i % CLASSES).toArray())));
    }
}
