package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.internal.graph.ConvolutionForms;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.ScalarKernels;
import dev.hourglass.internal.kernel.VectorKernels;
import dev.hourglass.internal.op.Noise;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.ImageSize;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.corruption.ColumnMasking;
import dev.hourglass.spec.corruption.Corruption;
import dev.hourglass.spec.corruption.Crosshair;
import dev.hourglass.spec.corruption.Crosshair.Position;
import dev.hourglass.spec.corruption.GaussianNoise;
import dev.hourglass.spec.corruption.Masking;
import dev.hourglass.spec.corruption.Range;
import dev.hourglass.spec.corruption.Rectangles;
import dev.hourglass.spec.corruption.SaltAndPepper;
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
import dev.hourglass.spec.layer.Sides;
import dev.hourglass.spec.layer.Upsample1d;
import dev.hourglass.spec.layer.Upsample2d;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.BlockLosses;
import dev.hourglass.spec.loss.GaussianLikelihood;
import dev.hourglass.spec.loss.Huber;
import dev.hourglass.spec.loss.LaplaceLikelihood;
import dev.hourglass.spec.loss.Loss;
import dev.hourglass.spec.loss.LossBlock;
import dev.hourglass.spec.loss.MeanAbsoluteError;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.loss.Poisson;
import dev.hourglass.spec.loss.SoftmaxCrossEntropy;
import dev.hourglass.spec.loss.StructuralSimilarity;
import dev.hourglass.spec.optimizer.Sgd;
import dev.hourglass.spec.penalty.Contractive;
import dev.hourglass.spec.penalty.ContractiveProjection;
import dev.hourglass.spec.penalty.KlSparsity;
import dev.hourglass.spec.penalty.L1Activity;
import dev.hourglass.spec.penalty.WeightDecay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every gradient against finite differences of [Reference], in double precision, for random shapes.
class GradientTest {
    private static final List<Activation> ACTIVATIONS = List.of(Activation.values());
    private static final int SHAPES = 30;
    /// A batch of so many samples is cut into several micro-batches of several groups, and so is one of up to `MANY` more.
    private static final int FEW = 17;

    private static final int MANY = 80;
    /// Parameters of one network whose differences are taken.
    private static final int PROBES = 40;

    /// Not the first, so that a divergence that warms up has some weight.
    private static final long EPOCH = 3;
    private static final double STEP = 1e-6;
    private static final double RELATIVE = 1e-3;
    /// Of the largest gradient: what single precision loses where terms cancel.
    private static final double CANCELLATION = 2e-5;

    enum LayerCase {
        DENSE,
        CONV,
        CONV_DILATED,
        DEPTHWISE,
        CONV_TRANSPOSE,
        MAX_POOL,
        AVG_POOL,
        UPSAMPLE_NEAREST,
        UPSAMPLE_BILINEAR,
        RESIZE_CONVOLUTION,
        RESIZE_CONVOLUTION_BY_DIFFERENCES,
        CONV_IN_TILES,
        RESHAPE,
        ACTIVATE,
        DROPOUT,
        LAYER_NORM,
        LAYER_NORM_OF_FLAT_SAMPLES,
        GROUP_NORM,
        GROUP_NORM_OF_FLAT_SAMPLES,
        RESIDUAL,
        RESIDUAL_OF_RESIDUALS,
        RESIDUAL_OF_FLAT_SAMPLES,
        CONV_1D,
        CONV_1D_DILATED,
        DEPTHWISE_1D,
        CONV_TRANSPOSE_1D,
        MAX_POOL_1D,
        AVG_POOL_1D,
        UPSAMPLE_1D_NEAREST,
        UPSAMPLE_1D_LINEAR,
        RESIZE_CONVOLUTION_1D,
        LAYER_NORM_OF_SIGNALS,
        GROUP_NORM_OF_SIGNALS,
        RESIDUAL_OF_SIGNALS
    }

    private static List<Layer> layers(LayerCase subject, Random random, Shape in) {
        return switch (subject) {
            case DENSE -> dense(random, in);
            case CONV -> List.of(conv(random, in, 1 + random.nextInt(3)));
            case CONV_DILATED -> List.of(dilated(random), same(random));
            case DEPTHWISE -> List.of(depthwise(random), same(random));
            case CONV_TRANSPOSE -> List.of(transposed(random, in));
            case AVG_POOL -> List.of(new AvgPool2d(sides(random, 4)));
            case MAX_POOL -> List.of(new MaxPool2d(sides(random, 4)));
            case UPSAMPLE_NEAREST -> List.of(enlarged(random, in, Interpolation.NEAREST));
            case UPSAMPLE_BILINEAR -> List.of(enlarged(random, in, Interpolation.BILINEAR));
            case RESIZE_CONVOLUTION ->
                List.of(new Upsample2d(Optional.of(new Sides(1 + random.nextInt(3), 2 + random.nextInt(2))),
                        Optional.empty(), Interpolation.NEAREST), same(random));
            case RESIZE_CONVOLUTION_BY_DIFFERENCES ->
                List.of(Upsample2d.by(2, Interpolation.NEAREST), withFewerProducts(random));
            case CONV_IN_TILES -> List.of(withFewerProducts(random));
            case RESHAPE ->
                List.of(
                        new Reshape(Shape.of(1, in.height() * in.width(), in.channels())),
                        new Conv2d(2, 3, Activation.TANH));
            case ACTIVATE -> List.of(new Activate(activation(random)));
            case DROPOUT -> List.of(new Dropout(0.1 + 0.7 * random.nextDouble()));
            case LAYER_NORM -> List.of(
                    conv(random, in, 1), new LayerNorm(1e-3), new Activate(activation(random)), same(random));
            case LAYER_NORM_OF_FLAT_SAMPLES ->
                List.of(new Flatten(), dense(5 + random.nextInt(20), activation(random)), new LayerNorm(),
                        dense(4, activation(random)));
            case GROUP_NORM -> List.of(same(random).withFilters(6), new GroupNorm(1 + random.nextInt(3), 1e-3),
                    new Activate(activation(random)), same(random));
            case GROUP_NORM_OF_FLAT_SAMPLES ->
                List.of(new Flatten(), dense(12, activation(random)), new GroupNorm(1 + random.nextInt(3), 1e-3),
                        dense(4, activation(random)));
            case RESIDUAL -> List.of(residual(random, in, 0));
            case RESIDUAL_OF_RESIDUALS -> List.of(residual(random, in, 2), new Activate(activation(random)));
            case RESIDUAL_OF_FLAT_SAMPLES -> List.of(new Flatten(), residual(random, Shape.of(in.size()), 1));
            case CONV_1D, CONV_1D_DILATED, DEPTHWISE_1D, CONV_TRANSPOSE_1D, MAX_POOL_1D, AVG_POOL_1D,
                    UPSAMPLE_1D_NEAREST,
                    UPSAMPLE_1D_LINEAR,
                    RESIZE_CONVOLUTION_1D, LAYER_NORM_OF_SIGNALS, GROUP_NORM_OF_SIGNALS, RESIDUAL_OF_SIGNALS -> {
                var signal = Shape.of(in.height() * in.width(), in.channels());
                var layers = new ArrayList<Layer>(List.of(new Reshape(signal)));
                layers.addAll(onSignal(subject, random, signal));
                yield layers;
            }
        };
    }

    private static List<Layer> onSignal(LayerCase subject, Random random, Shape in) {
        return switch (subject) {
            case CONV_1D -> List.of(conv1d(random, in, 1 + random.nextInt(3)));
            case CONV_1D_DILATED -> List.of(same1d(random), same1d(random).withDilation(1 + random.nextInt(4))
                    .withStride(1 + random.nextInt(3)), same1d(random).withDilation(2));
            case DEPTHWISE_1D -> List.of(new DepthwiseConv1d(1 + random.nextInt(5), 1 + random.nextInt(2),
                    1 + random.nextInt(3), Padding.SAME, activation(random), new GlorotUniform(), new NormalInit(0.1)),
                    same1d(random));
            case CONV_TRANSPOSE_1D -> List.of(transposed1d(random, in));
            case MAX_POOL_1D -> List.of(new MaxPool1d(1 + random.nextInt(4)));
            case AVG_POOL_1D -> List.of(new AvgPool1d(1 + random.nextInt(4)));
            case UPSAMPLE_1D_NEAREST ->
                List.of(Upsample1d.to(in.width() + random.nextInt(8), Interpolation.NEAREST));
            case UPSAMPLE_1D_LINEAR ->
                List.of(Upsample1d.to(in.width() + random.nextInt(8), Interpolation.BILINEAR));
            case RESIZE_CONVOLUTION_1D ->
                List.of(Upsample1d.by(2 + random.nextInt(2), Interpolation.NEAREST), same1d(random));
            case LAYER_NORM_OF_SIGNALS -> List.of(
                    same1d(random), new LayerNorm(1e-3), new Activate(activation(random)), same1d(random));
            case GROUP_NORM_OF_SIGNALS ->
                List.of(same1d(random).withFilters(6), new GroupNorm(1 + random.nextInt(3), 1e-3), same1d(random));
            default -> List.of(residual(random, in, 1));
        };
    }

    private static Conv1d same1d(Random random) {
        return new Conv1d(1 + random.nextInt(20), 1 + random.nextInt(6), 1, Padding.SAME, activation(random),
                new GlorotUniform(), new NormalInit(0.1));
    }

    private static DepthwiseConv2d depthwise(Random random) {
        return new DepthwiseConv2d(sides(random, 4), sides(random, 3), sides(random, 2), Padding.SAME,
                activation(random), new GlorotUniform(), new NormalInit(0.1));
    }

    private static Conv2d dilated(Random random) {
        return same(random).withDilation(sides(random, 3)).withStride(sides(random, 2));
    }

    private static Conv1d conv1d(Random random, Shape in, int stride) {
        int kernel = 1 + random.nextInt(6);
        var padding = kernel <= in.width() && random.nextBoolean() ? Padding.VALID : Padding.SAME;
        return same1d(random).withKernel(kernel).withStride(1 + random.nextInt(stride)).withPadding(padding);
    }

    private static ConvTranspose1d transposed1d(Random random, Shape in) {
        int stride = 1 + random.nextInt(3);
        var padding = random.nextBoolean() ? Padding.VALID : Padding.SAME;
        Optional<Integer> to = padding == Padding.SAME && random.nextBoolean()
                ? Optional.of(in.width() * stride - random.nextInt(stride)) : Optional.empty();
        return new ConvTranspose1d(1 + random.nextInt(10), 1 + random.nextInt(5), stride, padding, to,
                activation(random), new GlorotUniform(), new NormalInit(0.1));
    }

    private static Layer onSignal(Random random, Shape in) {
        return switch (random.nextInt(5)) {
            case 0 -> new MaxPool1d(1 + random.nextInt(2));
            case 1 -> new Activate(activation(random));
            case 2 -> new Dropout(0.3);
            default -> conv1d(random, in, 1 + random.nextInt(2));
        };
    }

    /// A body of random layers, drawn again until a shortcut fits.
    ///
    /// @param depth residuals inside
    private static Residual residual(Random random, Shape in, int depth) {
        while (true) {
            try {
                var body = new ArrayList<Layer>();
                var shape = in;
                for (int i = random.nextInt(3); i >= 0; i--) {
                    body.add(shape.isImage() ? onPicture(random, shape)
                            : shape.isSignal() ? onSignal(random, shape)
                                    : dense(1 + random.nextInt(20), activation(random)));
                    shape = body.getLast().outputShape(shape);
                }
                if (depth > 0) {
                    body.add(residual(random, shape, depth - 1));
                }
                if (random.nextBoolean()) {
                    body.add(in.isImage() ? same(random).withFilters(in.channels())
                            : in.isSignal() ? same1d(random).withFilters(in.channels())
                                    : dense(in.size(), activation(random)));
                }
                var residual = new Residual(body);
                residual.outputShape(in);
                return residual;
            } catch (SpecException _) {
                // Another draw: not every size is one that a stride makes.
            }
        }
    }

    private static Layer onPicture(Random random, Shape in) {
        return switch (random.nextInt(6)) {
            case 0 -> new MaxPool2d(1 + random.nextInt(2));
            case 1 -> new Activate(activation(random));
            case 2 -> new Dropout(0.3);
            case 3 -> same(random);
            default -> conv(random, in, 1 + random.nextInt(2));
        };
    }

    @Test
    void goesThroughEveryLayer() {
        var checked = Arrays.stream(LayerCase.values())
                .flatMap(subject -> layers(subject, new Random(1), Shape.of(9, 9, 2)).stream());
        var skipping = IntStream.range(0, 9).boxed().flatMap(seed -> withSkips(new Random(seed)).decoder().stream());
        assertThat(Stream.concat(checked, skipping).<Class<?>>map(Layer::getClass))
                .containsAll(members(Layer.class).toList());
    }

    /// The records of a sealed family and of the families in it.
    private static Stream<Class<?>> members(Class<?> family) {
        return Arrays.stream(family.getPermittedSubclasses())
                .flatMap(member -> member.isSealed() ? members(member) : Stream.of(member));
    }

    @Test
    void matchesFiniteDifferencesOfResidualsAtTheInputAndAtTheOutput() {
        for (int shape = 0; shape < SHAPES / 3; shape++) {
            var random = new Random(9000L + shape);
            var input = random.nextBoolean() ? image(random) : Shape.of(1 + random.nextInt(40));
            var encoder = List.<Layer>of(residual(random, input, 1));
            var code = encoder.getFirst().outputShape(input);
            var decoder = new ArrayList<Layer>();
            if (!code.equals(input)) {
                decoder.addAll(code.isImage() ? List.of(new Flatten()) : List.of());
                decoder.add(dense(input.size(), activation(random)));
                decoder.addAll(input.isImage() ? List.of(new Reshape(input)) : List.of());
            }
            decoder.add(new Residual(List.of(
                    input.isImage() ? same(random) : dense(3, activation(random)),
                    input.isImage() ? same(random).withFilters(input.channels())
                            : dense(input.size(), activation(random)))));
            check(new Autoencoder(input, encoder, decoder, new MeanSquaredError()), random, "both ends " + shape);
        }
    }

    @Test
    void matchesFiniteDifferencesOfSkipConnections() {
        for (int shape = 0; shape < SHAPES; shape++) {
            var random = new Random(7000L + shape);
            check(withSkips(random), random, "skips " + shape);
        }
    }

    /// Of the input, of a layer that is read twice, of one before an activation of its own, and of flat samples.
    private static Autoencoder withSkips(Random random) {
        var input = image(random);
        if (random.nextInt(3) == 0) {
            int size = 1 + random.nextInt(9);
            return new Autoencoder(Shape.of(size),
                    List.of(dense(7, Activation.IDENTITY), new Activate(activation(random)),
                            dense(3, activation(random))),
                    List.of(dense(7, activation(random)), new Add(2), new Concatenate(1, 7), new Concatenate(0, size),
                            dense(size, Activation.IDENTITY), new Add(0)),
                    loss(random));
        }
        var first = same(random).withFilters(3).withActivation(Activation.IDENTITY);
        return new Autoencoder(input,
                List.of(first, new Activate(activation(random)), new MaxPool2d(2), same(random)),
                List.of(same(random), Upsample2d.to(input.height(), input.width(), Interpolation.NEAREST),
                        new Concatenate(1, 3), same(random).withFilters(3), new Add(2), new Concatenate(2, 3),
                        new Concatenate(0, input.channels()),
                        same(random).withFilters(input.channels()).withActivation(Activation.IDENTITY)),
                loss(random));
    }

    @ParameterizedTest
    @EnumSource
    void matchesFiniteDifferencesInTheMiddleOfANetwork(LayerCase subject) {
        for (int shape = 0; shape < SHAPES; shape++) {
            var random = new Random(1000L * subject.name().hashCode() + shape);
            check(network(random, subject), random, subject + " " + shape);
        }
    }

    enum OutputCase {
        SQUARED_ERROR,
        CROSS_ENTROPY,
        GAUSSIAN_LIKELIHOOD,
        GAUSSIAN_LIKELIHOOD_LEARNT,
        GAUSSIAN_LIKELIHOOD_LEARNT_LATENT,
        ABSOLUTE_ERROR,
        LAPLACE_LIKELIHOOD,
        HUBER,
        SSIM,
        POISSON,
        GAUSSIAN_LATENT,
        GAUSSIAN_WARM_UP,
        GAUSSIAN_DRAWS,
        GAUSSIAN_IMPORTANCE_WEIGHTED,
        GAUSSIAN_FREE_BITS,
        GAUSSIAN_CONDITIONAL,
        GAUSSIAN_NOISE,
        BLOCKS,
        BLOCKS_MASKED,
        BLOCKS_GAUSSIAN_NOISE,
        BLOCKS_GAUSSIAN_LATENT,
        CLASSES
    }

    @ParameterizedTest
    @EnumSource
    void matchesFiniteDifferencesOfLossesLatentsAndCorruptions(OutputCase ending) {
        for (int shape = 0; shape < SHAPES; shape++) {
            var random = new Random(1000L * ending.name().hashCode() + shape);
            check(network(random, ending), random, ending + " " + shape);
        }
    }

    enum PenaltyCase {
        KL_SPARSITY,
        L1_ACTIVITY,
        WEIGHT_DECAY,
        CONTRACTIVE,
        CONTRACTIVE_PROJECTION,
        TOP_K,
        WINNER_TAKE_ALL,
        TIED_WEIGHTS,
        ALL_PENALTIES
    }

    @ParameterizedTest
    @EnumSource
    void matchesFiniteDifferencesOfPenaltiesSparseCodesAndTiedWeightsOverWholeBatches(PenaltyCase extra) {
        for (int shape = 0; shape < SHAPES / 3; shape++) {
            var random = new Random(1000L * extra.name().hashCode() + shape);
            check(network(random, extra), random, FEW + random.nextInt(MANY), extra + " " + shape);
        }
    }

    private static Autoencoder network(Random random, PenaltyCase extra) {
        int size = 1 + random.nextInt(30);
        int units = 1 + random.nextInt(20);
        var plain = new Autoencoder(
                Shape.of(size), List.of(dense(units, Activation.SIGMOID)),
                List.of(dense(size, Activation.IDENTITY)), loss(random));
        double weight = 0.1 + 3 * random.nextDouble();
        var kl = new KlSparsity(0.02 + 0.9 * random.nextDouble(), weight);
        return switch (extra) {
            case KL_SPARSITY -> (random.nextBoolean() ? plain : picture(random, Activation.SIGMOID)).withPenalties(kl);
            case L1_ACTIVITY -> signed(size, units, loss(random)).withPenalties(new L1Activity(weight));
            case WEIGHT_DECAY -> picture(random, Activation.TANH).withPenalties(new WeightDecay(weight));
            case CONTRACTIVE_PROJECTION -> {
                var projection = new ContractiveProjection(weight, 0.05 + 0.2 * random.nextDouble());
                var spec = random.nextBoolean() ? picture(random, Activation.TANH) : tied(random, size, units);
                yield spec.withPenalties(projection, new WeightDecay(weight));
            }
            case CONTRACTIVE -> plain.withPenalties(new Contractive(weight));
            case TOP_K -> sparse(random, size, new TopK(1 + random.nextInt(units)), units);
            case WINNER_TAKE_ALL -> sparse(random, size, new WinnerTakeAll(0.05 + 0.9 * random.nextDouble()), units);
            case TIED_WEIGHTS -> tied(random, size, units).withPenalties(new WeightDecay(weight));
            case ALL_PENALTIES ->
                plain.withTiedWeights(true).withPenalties(
                        kl, new Contractive(weight), new L1Activity(weight), new WeightDecay(weight));
        };
    }

    /// Whose code is a picture that convolutions make and read.
    private static Autoencoder picture(Random random, Activation activation) {
        var input = Shape.of(1 + random.nextInt(5), 1 + random.nextInt(5), 1 + random.nextInt(3));
        return new Autoencoder(
                input,
                List.of(new Conv2d(1 + random.nextInt(9), 3, activation)),
                List.of(new Conv2d(input.channels(), 3, Activation.IDENTITY)), loss(random));
    }

    /// Whose codes have either sign and are seldom near 0, where the absolute value has no derivative.
    private static Autoencoder signed(int size, int units, Loss loss) {
        return new Autoencoder(
                Shape.of(size), List.of(new Dense(units, Activation.TANH, new GlorotUniform(), new NormalInit(3))),
                List.of(dense(size, Activation.IDENTITY)), loss);
    }

    private static Autoencoder sparse(Random random, int size, Latent latent, int units) {
        return new Autoencoder(Shape.of(size), List.of(dense(units, Activation.IDENTITY)), latent,
                List.of(dense(size, Activation.IDENTITY)), loss(random)).withPenalties(new L1Activity(0.1));
    }

    private static Autoencoder tied(Random random, int size, int units) {
        int middle = 1 + random.nextInt(30);
        var activation = activation(random);
        return new Autoencoder(
                Shape.of(size),
                List.of(dense(middle, activation), new Dropout(0.2), dense(units, Activation.TANH)),
                List.of(new Dense(middle, activation), new Dense(size, Activation.SIGMOID)),
                loss(random)).withTiedWeights(true);
    }

    private static Autoencoder network(Random random, LayerCase subject) {
        var input = image(random);
        var encoder = new ArrayList<Layer>();
        encoder.add(new Conv2d(1 + random.nextInt(4), 3, Activation.TANH));
        var shape = encoder.getFirst().outputShape(input);
        for (var layer : layers(subject, random, shape)) {
            encoder.add(layer);
            shape = layer.outputShape(shape);
        }
        if (!shape.isFlat()) {
            encoder.add(new Flatten());
        }
        List<Layer> decoder = List.of(dense(input.size(), Activation.IDENTITY), new Reshape(input));
        return new Autoencoder(input, encoder, decoder, loss(random));
    }

    private static Autoencoder network(Random random, OutputCase ending) {
        var input = Shape.of(1 + random.nextInt(40));
        int units = 1 + random.nextInt(20);
        List<Layer> encoder = List.of(dense(units, Activation.TANH));
        List<Layer> decoder = List
                .of(dense(input.size(), random.nextBoolean() ? Activation.SIGMOID : Activation.IDENTITY));
        return switch (ending) {
            case SQUARED_ERROR -> new Autoencoder(input, encoder, decoder, new MeanSquaredError());
            case CROSS_ENTROPY -> new Autoencoder(input, encoder, decoder, new BinaryCrossEntropy());
            case POISSON ->
                new Autoencoder(input, encoder, List.of(dense(input.size(), Activation.IDENTITY)), new Poisson());
            case GAUSSIAN_LIKELIHOOD ->
                new Autoencoder(input, encoder, decoder, new GaussianLikelihood(0.3 + random.nextDouble()));
            case GAUSSIAN_LIKELIHOOD_LEARNT -> new Autoencoder(
                    input, encoder, decoder, new GaussianLikelihood(0.3 + random.nextDouble(), true));
            case GAUSSIAN_LIKELIHOOD_LEARNT_LATENT -> new Autoencoder(
                    input, encoder, new GaussianLatent(3, 1, 0, 1 + random.nextInt(3), Bound.IMPORTANCE_WEIGHTED, 0, 0),
                    decoder, new GaussianLikelihood(0.3 + random.nextDouble(), true));
            case ABSOLUTE_ERROR -> new Autoencoder(input, encoder, decoder, new MeanAbsoluteError());
            case LAPLACE_LIKELIHOOD ->
                new Autoencoder(input, encoder, decoder, new LaplaceLikelihood(0.3 + random.nextDouble()));
            case HUBER -> new Autoencoder(input, encoder, decoder, new Huber(0.1 + 0.4 * random.nextDouble()));
            case SSIM -> {
                var picture = Shape.of(11 + random.nextInt(4), 11 + random.nextInt(4), 1 + random.nextInt(2));
                yield new Autoencoder(picture, List.of(new Flatten(), dense(units, Activation.TANH)),
                        List.of(dense(picture.size(), Activation.SIGMOID), new Reshape(picture)),
                        new StructuralSimilarity(random.nextDouble()));
            }
            case GAUSSIAN_LATENT, GAUSSIAN_WARM_UP, GAUSSIAN_DRAWS, GAUSSIAN_IMPORTANCE_WEIGHTED, GAUSSIAN_FREE_BITS,
                    GAUSSIAN_CONDITIONAL ->
                new Autoencoder(input, encoder, latent(random, ending), decoder, loss(random));
            case GAUSSIAN_NOISE -> {
                var clip = random.nextBoolean() ? Optional.of(new Range(0, 1)) : Optional.<Range>empty();
                yield new Autoencoder(input, encoder, decoder, loss(random))
                        .withCorruption(new GaussianNoise(0.5, clip));
            }
            case BLOCKS, BLOCKS_MASKED, BLOCKS_GAUSSIAN_NOISE, BLOCKS_GAUSSIAN_LATENT ->
                blocks(random, ending, encoder);
            case CLASSES -> {
                int classes = 2 + random.nextInt(20);
                yield new Autoencoder(
                        input, List.of(encoder.getFirst(), new Dropout(0.2)),
                        List.of(dense(classes, Activation.IDENTITY)), new SoftmaxCrossEntropy(classes));
            }
        };
    }

    private static Autoencoder blocks(Random random, OutputCase ending, List<Layer> encoder) {
        var loss = new BlockLosses(IntStream.range(0, 1 + random.nextInt(6)).mapToObj(_ -> block(random)).toList());
        var input = Shape.of(loss.blocks().stream().mapToInt(LossBlock::size).sum());
        List<Layer> decoder = List.of(dense(input.size(), Activation.IDENTITY));
        var spec = new Autoencoder(input, encoder, decoder, loss);
        return switch (ending) {
            case BLOCKS_MASKED -> spec.withCorruption(new ColumnMasking(0.4));
            case BLOCKS_GAUSSIAN_NOISE -> spec.withCorruption(new GaussianNoise(0.5, Optional.empty()));
            case BLOCKS_GAUSSIAN_LATENT -> spec.withLatent(
                    new GaussianLatent(3, 1, 0, 1 + random.nextInt(3), Bound.IMPORTANCE_WEIGHTED, 0, 0));
            default -> spec;
        };
    }

    private static LossBlock block(Random random) {
        int size = 2 + random.nextInt(12);
        double weight = 0.1 + 2 * random.nextDouble();
        return switch (random.nextInt(8)) {
            case 0 -> new LossBlock(size, new MeanSquaredError(), weight);
            case 4 -> new LossBlock(size, new MeanAbsoluteError(), weight);
            case 5 -> new LossBlock(size, new LaplaceLikelihood(0.5 + random.nextDouble()), weight);
            case 6 -> new LossBlock(size, new Huber(0.1 + random.nextDouble()), weight);
            case 1 -> new LossBlock(size, new BinaryCrossEntropy(), weight);
            case 2 -> new LossBlock(size, new GaussianLikelihood(0.5 + random.nextDouble()), weight);
            case 3 -> new LossBlock(size, new Poisson(), weight);
            default -> new LossBlock(size, new SoftmaxCrossEntropy(size), weight);
        };
    }

    private static GaussianLatent latent(Random random, OutputCase ending) {
        int size = 1 + random.nextInt(9);
        double beta = 2 * random.nextDouble();
        int draws = 1 + random.nextInt(20);
        return switch (ending) {
            case GAUSSIAN_WARM_UP -> new GaussianLatent(size, beta, 1 + random.nextInt(9), 1, Bound.EVIDENCE, 0, 0);
            case GAUSSIAN_DRAWS -> new GaussianLatent(size, beta, 0, draws, Bound.EVIDENCE, 0, 0);
            case GAUSSIAN_IMPORTANCE_WEIGHTED ->
                new GaussianLatent(size, 1, random.nextInt(9), draws, Bound.IMPORTANCE_WEIGHTED, 0, 0);
            case GAUSSIAN_FREE_BITS ->
                new GaussianLatent(size, beta, 0, 1 + random.nextInt(3), Bound.EVIDENCE, 0.3 * random.nextDouble(), 0);
            case GAUSSIAN_CONDITIONAL -> new GaussianLatent(size, beta, 0, 1, Bound.EVIDENCE, 0, 1 + random.nextInt(5));
            default -> new GaussianLatent(size, beta);
        };
    }

    @Test
    void matchesFiniteDifferencesOfAConditionalNetworkOnPictures() {
        for (int shape = 0; shape < SHAPES / 3; shape++) {
            var random = new Random(7000L + shape);
            var input = image(random);
            var latent = new GaussianLatent(
                    1 + random.nextInt(4), 1, 0, 1 + random.nextInt(4), Bound.IMPORTANCE_WEIGHTED, 0,
                    1 + random.nextInt(4));
            var spec = new Autoencoder(input, List.of(same(random), new Flatten()), latent,
                    List.of(dense(input.size(), Activation.IDENTITY), new Reshape(input)), loss(random))
                    .withCorruption(new GaussianNoise(0.2, Optional.empty()));
            check(spec, random, "conditional " + shape);
        }
    }

    /// From a corrupted signal to its reconstruction, with a skip connection and, of some, a label at every step.
    @Test
    void matchesFiniteDifferencesOfSignals() {
        for (int shape = 0; shape < SHAPES; shape++) {
            var random = new Random(11_000L + shape);
            var input = Shape.of(4 + random.nextInt(20), 1 + random.nextInt(3));
            var encoder = List.<Layer>of(same1d(random), conv1d(random, input, 2));
            var decoder = List.<Layer>of(
                    Upsample1d.to(input.width(), Interpolation.NEAREST), new Concatenate(0, input.channels()),
                    same1d(random).withFilters(input.channels()).withActivation(Activation.IDENTITY));
            var corruptions = List.of(new Masking(0.4), new GaussianNoise(0.3, Optional.empty()),
                    new Rectangles(1, 1 + random.nextInt(3)));
            var spec = new Autoencoder(input, encoder, decoder, loss(random))
                    .withCorruption(corruptions.get(shape % corruptions.size()));
            check(spec, random, "signal " + shape);
            var labelled = new Autoencoder(input, List.of(same1d(random), new Flatten()),
                    new GaussianLatent(3, 1, 0, 1, Bound.EVIDENCE, 0, 1 + random.nextInt(3)),
                    List.of(dense(input.size(), activation(random)), new Reshape(input),
                            same1d(random).withFilters(input.channels()).withActivation(Activation.IDENTITY)),
                    loss(random));
            check(labelled, random, "labelled signal " + shape);
            var sparse = new Autoencoder(input, List.of(same1d(random).withFilters(3)),
                    random.nextBoolean() ? new TopK(2) : new WinnerTakeAll(0.5),
                    List.of(same1d(random).withFilters(input.channels()).withActivation(Activation.IDENTITY)),
                    loss(random));
            check(sparse, random, "sparse signal " + shape);
        }
    }

    private static Shape image(Random random) {
        return Shape.of(1 + random.nextInt(9), 1 + random.nextInt(9), 1 + random.nextInt(3));
    }

    private static List<Layer> dense(Random random, Shape in) {
        return List.of(new Flatten(), dense(1 + random.nextInt(40), activation(random)),
                dense(in.size(), activation(random)));
    }

    private static Dense dense(int units, Activation activation) {
        return new Dense(units, activation, new GlorotUniform(), new NormalInit(0.1));
    }

    private static Conv2d same(Random random) {
        return new Conv2d(
                1 + random.nextInt(20), sides(random, 5), Sides.of(1), Padding.SAME, activation(random),
                new GlorotUniform(), new NormalInit(0.1));
    }

    /// A convolution that has a form with fewer products than connections.
    private static Conv2d withFewerProducts(Random random) {
        return new Conv2d(
                5 + random.nextInt(16), 3, 1, Padding.SAME, activation(random), new GlorotUniform(),
                new NormalInit(0.1));
    }

    private static Conv2d conv(Random random, Shape in, int stride) {
        var kernel = sides(random, 4);
        boolean fits = kernel.height() <= in.height() && kernel.width() <= in.width();
        var padding = fits && random.nextBoolean() ? Padding.VALID : Padding.SAME;
        return new Conv2d(
                1 + random.nextInt(20), kernel, sides(random, stride), padding, activation(random), new GlorotUniform(),
                new NormalInit(0.1));
    }

    private static ConvTranspose2d transposed(Random random, Shape in) {
        var kernel = sides(random, 4);
        var stride = sides(random, 3);
        var padding = random.nextBoolean() ? Padding.VALID : Padding.SAME;
        Optional<ImageSize> to = padding == Padding.SAME && random.nextBoolean()
                ? Optional.of(new ImageSize(
                        in.height() * stride.height() - random.nextInt(stride.height()),
                        in.width() * stride.width() - random.nextInt(stride.width())))
                : Optional.empty();
        return new ConvTranspose2d(
                1 + random.nextInt(10), kernel, stride, padding, to, activation(random), new GlorotUniform(),
                new NormalInit(0.1));
    }

    /// Often not square.
    private static Sides sides(Random random, int most) {
        return new Sides(1 + random.nextInt(most), 1 + random.nextInt(most));
    }

    private static Upsample2d enlarged(Random random, Shape in, Interpolation interpolation) {
        return Upsample2d.to(in.height() + random.nextInt(8), in.width() + random.nextInt(8), interpolation);
    }

    private static Activation activation(Random random) {
        return ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size()));
    }

    enum CorruptionCase {
        MASKING,
        SALT_AND_PEPPER,
        RECTANGLES,
        CROSSHAIR
    }

    private static Corruption corruption(CorruptionCase damage, Random random, Shape in) {
        var colour = random.nextBoolean() ? List.of(0.3) : Collections.nCopies(in.channels(), 0.7);
        return switch (damage) {
            case MASKING -> new Masking(0.9 * random.nextDouble());
            case SALT_AND_PEPPER -> new SaltAndPepper(0.9 * random.nextDouble(), new Range(-1, 2));
            case RECTANGLES -> {
                var size = new ImageSize(1 + random.nextInt(in.height()), 1 + random.nextInt(in.width()));
                yield new Rectangles(size, 1 + random.nextInt(3), colour);
            }
            case CROSSHAIR -> {
                int thickness = 1 + random.nextInt(Math.min(in.height(), in.width()));
                yield new Crosshair(thickness, random.nextBoolean() ? Position.CENTRED : Position.RANDOM, colour);
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void matchesFiniteDifferencesOfDamagedPictures(CorruptionCase damage) {
        for (int shape = 0; shape < SHAPES; shape++) {
            var random = new Random(1000L * damage.name().hashCode() + shape);
            var input = image(random);
            var filter = new Conv2d(1 + random.nextInt(4), 1 + random.nextInt(4), Activation.TANH);
            var spec = new Autoencoder(input, List.of(filter, new Flatten()),
                    List.of(dense(input.size(), Activation.IDENTITY), new Reshape(input)), loss(random))
                    .withCorruption(corruption(damage, random, input));
            check(spec, random, damage + " " + shape);
        }
    }

    private static Loss loss(Random random) {
        return random.nextBoolean() ? new MeanSquaredError() : new BinaryCrossEntropy();
    }

    private static void check(Autoencoder spec, Random random, String description) {
        check(spec, random, 1 + random.nextInt(40), description);
    }

    private static void check(Autoencoder spec, Random random, int samples, String description) {
        var batch = new ArrayList<double[]>();
        var values = new float[samples * spec.input().size()];
        for (int sample = 0; sample < samples; sample++) {
            var features = new double[spec.input().size()];
            for (int f = 0; f < features.length; f++) {
                values[sample * features.length + f] = random.nextFloat();
                if (spec.loss().allowsMissing() && random.nextInt(6) == 0) {
                    values[sample * features.length + f] = Float.NaN;
                }
                features[f] = values[sample * features.length + f];
            }
            batch.add(features);
        }
        var labels = random.ints(samples, 0, Math.max(1, spec.latent().classes() + spec.outputs().classes())).toArray();
        var data = Dataset.withMissing("random", spec.input(), values, Optional.of(Labels.of(labels)));
        Kernels kernels = random.nextInt(4) == 0 ? new ScalarKernels() : new VectorKernels();
        var graph = Graph.of(spec, samples, ConvolutionForms.ALL);
        var rules = TrainingRules.of(graph, new Sgd(1e-6));
        try (var engine = new TrainingEngine(graph, rules, 5, data, 2, () -> kernels)) {
            var weights = engine.weights();
            double loss = engine.step(IntStream.range(0, samples).toArray(), 0, samples, EPOCH, 1);
            var parameters = new double[weights.length];
            Arrays.setAll(parameters, i -> weights[i]);
            var objective = new ReferenceObjective(spec, batch, labels, new Noise(5, EPOCH));
            assertThat(loss).as("%s: objective of %s", description, spec)
                    .isCloseTo(objective.at(parameters), withinPercentage(0.01));
            compare(objective, engine.lastGradients(), parameters, random, description);
        }
    }

    private static void compare(
            ReferenceObjective objective, float[] gradients, double[] parameters, Random random, String description) {
        double largest = 0;
        for (float gradient : gradients) {
            largest = Math.max(largest, Math.abs(gradient));
        }
        for (int probe = 0; probe < PROBES; probe++) {
            int i = random.nextInt(parameters.length);
            double kept = parameters[i];
            parameters[i] = kept + STEP;
            double above = objective.at(parameters);
            parameters[i] = kept - STEP;
            double below = objective.at(parameters);
            parameters[i] = kept;
            double expected = (above - below) / (2 * STEP);
            assertThat((double) gradients[i])
                    .as("%s: gradient of parameter %d of %d of %s", description, i, parameters.length, objective.spec())
                    .isCloseTo(expected, offset(RELATIVE * Math.abs(expected) + CANCELLATION * largest));
        }
    }
}
