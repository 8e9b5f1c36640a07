package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.init.GlorotNormal;
import dev.hourglass.spec.init.GlorotUniform;
import dev.hourglass.spec.init.HeNormal;
import dev.hourglass.spec.init.HeUniform;
import dev.hourglass.spec.init.Init;
import dev.hourglass.spec.init.NormalInit;
import dev.hourglass.spec.init.Ones;
import dev.hourglass.spec.init.TruncatedNormal;
import dev.hourglass.spec.init.Zeros;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.ConvTranspose2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The distributions of first weights, on layers whose fans differ.
class InitialWeightsTest {
    /// The standard deviation of a standard normal that is cut off at ±2: `sqrt(1 - 4 phi(2) / (2 Phi(2) - 1))`.
    private static final double CUT = 0.87962566;

    /// A layer's weights, and its fans as Glorot, He and their libraries count them.
    private record Layer(String name, float[] weights, double in, double out) {}

    static Stream<Init> inits() {
        return Stream.of(
                new GlorotUniform(), new GlorotNormal(), new HeUniform(), new HeNormal(), new NormalInit(0.3),
                new TruncatedNormal(0.3), new Zeros(), new Ones());
    }

    @ParameterizedTest
    @MethodSource("inits")
    void haveTheirMeanTheirDeviationAndTheirBounds(Init init) {
        for (var layer : layers(init)) {
            double both = layer.in + layer.out;
            switch (init) {
                case GlorotUniform() -> requireUniform(layer, Math.sqrt(6 / both));
                case HeUniform() -> requireUniform(layer, Math.sqrt(6 / layer.in));
                case GlorotNormal() -> requireCutNormal(layer, Math.sqrt(2 / both));
                case HeNormal() -> requireCutNormal(layer, Math.sqrt(2 / layer.in));
                case TruncatedNormal(double sd) -> requireCutNormal(layer, sd * CUT);
                case NormalInit(double sd) -> {
                    requireMoments(layer, sd);
                    assertThat(largest(layer)).as(layer.name).isBetween(3 * sd, 6 * sd);
                }
                case Zeros() -> assertThat(layer.weights).as(layer.name).containsOnly(0);
                case Ones() -> assertThat(layer.weights).as(layer.name).containsOnly(1);
            }
        }
    }

    private static void requireUniform(Layer layer, double limit) {
        requireMoments(layer, limit / Math.sqrt(3));
        assertThat(largest(layer)).as(layer.name).isBetween(0.99 * limit, limit * (1 + 1e-6));
    }

    private static void requireCutNormal(Layer layer, double deviation) {
        requireMoments(layer, deviation);
        double cut = 2 * deviation / CUT;
        assertThat(largest(layer)).as(layer.name).isBetween(0.98 * cut, cut * (1 + 1e-6));
    }

    private static void requireMoments(Layer layer, double deviation) {
        double mean = 0;
        double squares = 0;
        for (float weight : layer.weights) {
            mean += weight / (double) layer.weights.length;
            squares += (double) weight * weight / layer.weights.length;
        }
        assertThat(mean).as(layer.name).isCloseTo(0, within(4 * deviation / Math.sqrt(layer.weights.length)));
        assertThat(Math.sqrt(squares)).as(layer.name).isCloseTo(deviation, within(0.02 * deviation));
    }

    private static double largest(Layer layer) {
        return IntStream.range(0, layer.weights.length).mapToDouble(i -> Math.abs(layer.weights[i])).max()
                .orElseThrow();
    }

    private static List<Layer> layers(Init init) {
        var zeros = new Zeros();
        var dense = weights(new Autoencoder(
                Shape.of(400), List.of(new Dense(60, Activation.RELU, init, zeros)),
                List.of(new Dense(400, Activation.IDENTITY, init, zeros)), new MeanSquaredError()));
        var pictures = weights(new Autoencoder(
                Shape.of(8, 8, 16),
                List.of(new Conv2d(64, 3, Activation.RELU).withStride(2).withWeights(init)),
                List.of(new ConvTranspose2d(16, 4, 2, Activation.IDENTITY).withWeights(init)),
                new MeanSquaredError()));
        return List.of(
                new Layer("dense 400->60", dense.get(0).values(), 400, 60),
                new Layer("dense 60->400", dense.get(2).values(), 60, 400),
                new Layer("conv 3x3 16->64", pictures.get(0).values(), 9 * 16, 9 * 64),
                new Layer("conv_transpose 4x4 64->16", pictures.get(2).values(), 16 * 64, 16 * 16));
    }

    private static List<Weights> weights(Autoencoder spec) {
        return TrainedAutoencoder.initial(spec, 1).weights();
    }

    /// Mean and log-variance are layers of their own.
    @Test
    void countsTheHeadsOfAGaussianAsTwoLayers() {
        var spec = new Autoencoder(Shape.of(400), List.of(), new GaussianLatent(50, 1),
                List.of(new Dense(400, Activation.IDENTITY)), new MeanSquaredError());

        requireUniform(new Layer("heads", weights(spec).getFirst().values(), 400, 50), Math.sqrt(6.0 / 450));
    }

    @Test
    void biasesHaveADistributionOfTheirOwn() {
        var spec = new Autoencoder(
                Shape.of(9), List.of(new Dense(20_000, Activation.RELU, new Zeros(), new HeNormal())),
                List.of(new Dense(9, Activation.IDENTITY)), new MeanSquaredError());
        var tensors = weights(spec);

        assertThat(tensors.get(0).values()).containsOnly(0);
        requireCutNormal(new Layer("bias", tensors.get(1).values(), 9, 20_000), Math.sqrt(2.0 / 9));
        assertThat(tensors.get(3).values()).containsOnly(0);
    }

    @Test
    void differFromLayerToLayerAndFromSeedToSeed() {
        var layer = new Dense(20, Activation.RELU);
        var spec = new Autoencoder(Shape.of(20), List.of(layer, layer), List.of(layer), new MeanSquaredError());
        var one = TrainedAutoencoder.initial(spec, 1).weights();
        var two = TrainedAutoencoder.initial(spec, 2).weights();

        assertThat(Arrays.equals(one.get(0).values(), one.get(2).values())).isFalse();
        assertThat(Arrays.equals(one.get(0).values(), two.get(0).values())).isFalse();
        assertThat(one.getFirst().values()).containsExactly(weights(spec).getFirst().values());
    }
}
