package dev.hourglass.experiments.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.DataSplit;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.metric.ClassError;
import dev.hourglass.metric.Fidelity;
import dev.hourglass.model.Likelihood;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.corruption.Crosshair;
import dev.hourglass.spec.corruption.Crosshair.Position;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.testing.KnownModels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Judged on pictures that a white cross covers is a model that gives back what it gets.
class TestEvaluationTest {
    private static final Shape PICTURE = Shape.of(12, 12, 1);
    private static final int CROSSED = 12 + 12 - 1;

    private static final Dataset TEST = pictures(6, 2, Labels.of(0, 1, 0, 1, 0, 1));
    private static final DataSplit DATA = new DataSplit(pictures(20, 1, Labels.of(new int[20])), TEST);

    private static final TestEvaluation JUDGEMENT = TestEvaluation.of(
            KnownModels.pixelwise(PICTURE, new Crosshair(1, Position.CENTRED, List.of(1.0)), 1, 0), DATA);

    @Test
    void comparesTheReconstructionOfTheCorruptedSampleWithTheCleanOne() {
        var crossed = IntStream.range(0, TEST.size()).mapToObj(i -> crossed(TEST.sample(i))).toArray(float[][]::new);
        var expected = Fidelity.of(TEST, crossed);

        assertThat(JUDGEMENT.metrics()).containsOnlyKeys(
                "loss", "mse", "psnr", "psnr_corrupted", "mse_inside", "mse_inside_corrupted", "bce", "ssim");
        assertThat(JUDGEMENT.metrics().get("ssim")).isCloseTo(expected.ssim().orElseThrow(), within(1e-6))
                .isLessThan(0.9);
        assertThat(JUDGEMENT.metrics().get("bce")).isCloseTo(expected.crossEntropy().orElseThrow(), within(1e-6));
        assertThat(JUDGEMENT.metrics().get("mse")).isCloseTo(expected.meanSquaredError(), within(1e-6));
    }

    @Test
    void measuresEachColourOfColourPictures() {
        var shape = Shape.of(12, 12, 3);
        var colours = Dataset.ofFloats("colours", shape, 20, (sample, features) -> {
            for (int i = 0; i < features.length; i++) {
                features[i] = (i * 7 + sample) % 10 / 10f;
            }
        }, Optional.empty());
        var model = TrainedAutoencoder.initial(
                new Autoencoder(
                        shape, List.of(new Conv2d(3, 1, Activation.SIGMOID)),
                        List.of(new Conv2d(3, 1, Activation.SIGMOID)), new MeanSquaredError()),
                1);

        var metrics = TestEvaluation.of(model, new DataSplit(colours, colours)).metrics();

        assertThat(metrics).containsKeys(
                "psnr_red", "ssim_red", "psnr_green", "ssim_green", "psnr_blue", "ssim_blue");
        assertThat(mean("ssim", metrics, index -> index)).isCloseTo(metrics.get("ssim"), within(1e-9));
        assertThat(mean("psnr", metrics, decibels -> Math.pow(10, -decibels / 10)))
                .isCloseTo(metrics.get("mse"), within(1e-6));
    }

    /// Over the colours.
    private static double mean(String measure, Map<String, Double> metrics, DoubleUnaryOperator of) {
        return Stream.of("red", "green", "blue")
                .mapToDouble(colour -> metrics.getOrDefault(measure + "_" + colour, Double.NaN))
                .map(of).average().orElseThrow();
    }

    @Test
    void measuresTheErrorOfEachClassOfTheTestSamples() {
        assertThat(JUDGEMENT.samples()).isEqualTo(6);
        assertThat(JUDGEMENT.byClass()).extracting(ClassError::samples).containsExactly(3, 3);
        for (int c = 0; c < 2; c++) {
            double squares = 0;
            for (int i = c; i < 6; i += 2) {
                for (float pixel : onlyCrossed(TEST.sample(i))) squares += (1 - pixel) * (1 - pixel);
            }
            assertThat(JUDGEMENT.byClass().get(c).meanSquaredError()).isCloseTo(squares / 3 / 144, within(1e-6));
        }
    }

    @Test
    void takesTheBoundFromTheCodesOfTheLikelihood() {
        var with = JUDGEMENT.with(new Likelihood(100, 40, 30, 12)).metrics();

        assertThat(with).containsEntry("nll", 40.0).containsEntry("reconstruction", 30.0).containsEntry("kl", 12.0)
                .containsEntry("elbo", -42.0);
    }

    /// A row and a column of the middle are white.
    private static float[] crossed(float[] picture) {
        var crossed = picture.clone();
        for (int i = 0; i < 144; i++) crossed[i] = isCrossed(i) ? 1 : crossed[i];
        return crossed;
    }

    private static float[] onlyCrossed(float[] picture) {
        var values = new float[CROSSED];
        int count = 0;
        for (int i = 0; i < 144; i++) {
            if (isCrossed(i)) values[count++] = picture[i];
        }
        return values;
    }

    private static boolean isCrossed(int pixel) {
        return pixel / 12 == 5 || pixel % 12 == 5;
    }

    private static Dataset pictures(int count, long seed, Labels labels) {
        var random = new SplittableRandom(seed);
        var values = new float[count * 144];
        for (int i = 0; i < values.length; i++) values[i] = (float) random.nextDouble(0.1, 0.9);
        return Dataset.ofFloats("noise", PICTURE, values, Optional.of(labels));
    }
}
