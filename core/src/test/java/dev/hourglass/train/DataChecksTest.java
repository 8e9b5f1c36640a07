package dev.hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activate;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Interpolation;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.layer.MaxPool2d;
import dev.hourglass.spec.layer.Residual;
import dev.hourglass.spec.layer.Upsample2d;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.BlockLosses;
import dev.hourglass.spec.loss.GaussianLikelihood;
import dev.hourglass.spec.loss.Loss;
import dev.hourglass.spec.loss.LossBlock;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.loss.SoftmaxCrossEntropy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is reported of the data before the first step.
class DataChecksTest {
    private static final MeanSquaredError MSE = new MeanSquaredError();

    @Test
    void countsTheValuesThatALogisticOutputCannotReachAndNamesTwoWaysOut() {
        assertThat(at(MSE, Activation.SIGMOID, 0, 1, 2, -1)).hasValue(
                "the decoder ends with sigmoid; its outputs in 0..1 cannot reach 2 of 4 values of table, from -1 to 2 (the first is 2.0 in sample 1, feature 0): the mean squared error cannot fall below 0.5; scale the data to 0..1, or end the decoder with activation: identity");
        assertThat(at(new GaussianLikelihood(0.1), Activation.SIGMOID, 0, 255)).hasValue(
                "the decoder ends with sigmoid; its outputs in 0..1 cannot reach 1 of 2 values of table, from 0 to 255 (the first is 255.0 in sample 0, feature 1): the mean squared error cannot fall below 32260; scale the data to 0..1, or end the decoder with activation: identity");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "TANH | -1 | 1 | -1..1", "RELU | 0 | 9 | 0 and above", "SOFTPLUS | 0 | 9 | 0 and above",
        "ELU | -1 | 9 | -1 and above", "GELU | -0.17 | 9 | -0.170 and above", "SILU | -0.278 | 9 | -0.278 and above",
        "SELU | -1.75 | 9 | -1.76 and above", "HARD_SIGMOID | 0 | 1 | 0..1"})
    void knowsTheRangeOfEachActivation(Activation activation, float low, float high, String range) {
        assertThat(at(MSE, activation, low, high)).isEmpty();
        assertThat(at(MSE, activation, low - 0.1f, high)).hasValueSatisfying(message -> assertThat(message)
                .contains("its outputs in " + range + " cannot reach 1 of 2 values",
                        "scale the data to " + range));
    }

    @ParameterizedTest
    @CsvSource({"IDENTITY", "LEAKY_RELU"})
    void reachesEverythingWithoutABound(Activation activation) {
        assertThat(at(MSE, activation, -3, 3)).isEmpty();
    }

    @Test
    void followsTheRangeThroughLayersThatKeepOrNarrowIt() {
        var picture = Shape.of(2, 2, 1);
        var sigmoid = new Conv2d(1, 1, Activation.SIGMOID);
        for (var decoder : List.<List<Layer>>of(
                List.of(sigmoid, new MaxPool2d(2), Upsample2d.by(2, Interpolation.BILINEAR)),
                List.of(sigmoid, new Activate(Activation.LEAKY_RELU)))) {
            assertThat(at(new Autoencoder(picture, List.of(), decoder, MSE), 0, 1, 2, 3)).hasValueSatisfying(
                    message -> assertThat(message).contains("ends with sigmoid; its outputs in 0..1", "2 of 4"));
        }
        var twice = new Autoencoder(picture, List.of(), List.of(sigmoid, new Activate(Activation.TANH)), MSE);
        assertThat(at(twice, 0, 0.7f, 0.8f, 1)).hasValueSatisfying(
                message -> assertThat(message).contains("ends with tanh; its outputs in 0..0.762", "2 of 4"));
        var reset = new Autoencoder(
                picture, List.of(), List.of(sigmoid, new Conv2d(1, 1, Activation.IDENTITY)), MSE);
        assertThat(at(reset, 0, 1, 2, 3)).isEmpty();
        var widened = new Autoencoder(
                picture, List.of(), List.of(sigmoid, new Residual(List.of(sigmoid))), MSE);
        assertThat(at(widened, 0, 1, 2, 3)).isEmpty();
    }

    @Test
    void takesRoundedEndsForEnds() {
        assertThat(at(MSE, Activation.SIGMOID, 0, 1.0000001f)).isEmpty();
    }

    @Test
    void countsWhatCrossEntropyCannotTake() {
        assertThat(at(new BinaryCrossEntropy(), Activation.SIGMOID, 0, 1, -1, 255)).hasValue(
                "binary_cross_entropy expects inputs in 0..1, found -1.0 in sample 1, feature 0 of table (2 of 4 values are outside); scale the data or use loss: mean_squared_error");
    }

    @Test
    void reportsValuesFarFromTheSizeThatWeightsAreMadeFor() {
        assertThat(at(MSE, Activation.IDENTITY, 0, 255)).hasValue(
                "the values of table go from 0 to 255, with a root mean square of 180: initial weights and common learning rates assume values of about 1; divide the data by 255, or standardise each feature");
        assertThat(at(MSE, Activation.IDENTITY, 0.001f, -0.002f)).hasValueSatisfying(
                message -> assertThat(message).contains("go from -0.002 to 0.001", "divide the data by 0.002,"));
        assertThat(at(MSE, Activation.IDENTITY, -3, 3)).isEmpty();
        assertThat(at(MSE, Activation.IDENTITY, 0, 0)).isEmpty();
    }

    @Test
    void asksAClassifiersInputsForTheirSizeAlone() {
        var classifier = new Autoencoder(
                Shape.of(2), List.of(), List.of(new Dense(3, Activation.IDENTITY)), new SoftmaxCrossEntropy(3));

        assertThat(at(classifier, -2, 2)).isEmpty();
        assertThat(at(classifier, 0, 255))
                .hasValueSatisfying(message -> assertThat(message).contains("divide the data"));
    }

    @Test
    void comparesEachBlockWithItsOwnRangeAndPassesOverWhatIsMissing() {
        var loss = new BlockLosses(List.of(new LossBlock(1, MSE), new LossBlock(1, new BinaryCrossEntropy())));
        float missing = Float.NaN;
        assertThat(incomplete(loss, -3, 1, missing, missing, 2, 0)).isEmpty();
        assertThat(incomplete(loss, -3, 1, 2, missing, 1, 2)).hasValue(
                "binary_cross_entropy expects inputs in 0..1, found 2.0 in sample 2, feature 1 of table (1 of 5 values are outside); scale the data or use loss: mean_squared_error");
        assertThat(incomplete(loss, missing, missing)).isEmpty();
    }

    private static Optional<String> incomplete(Loss loss, float... values) {
        var spec = new Autoencoder(Shape.of(2), List.of(), List.of(new Dense(2, Activation.IDENTITY)), loss);
        return DataChecks.of(spec, Dataset.withMissing("table", spec.input(), values, Optional.empty()));
    }

    private static Optional<String> at(Loss loss, Activation last, float... values) {
        return at(new Autoencoder(Shape.of(2), List.of(), List.of(new Dense(2, last)), loss), values);
    }

    private static Optional<String> at(Autoencoder spec, float... values) {
        return DataChecks.of(spec, Dataset.ofFloats("table", spec.input(), values, Optional.empty()));
    }
}
