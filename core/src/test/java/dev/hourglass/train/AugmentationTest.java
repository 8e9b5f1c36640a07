package dev.hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.augmentation.RandomBinarisation;
import dev.hourglass.spec.augmentation.RandomBrightness;
import dev.hourglass.spec.augmentation.RandomFlip;
import dev.hourglass.spec.augmentation.RandomFlip.Direction;
import dev.hourglass.spec.augmentation.RandomRotation;
import dev.hourglass.spec.augmentation.RandomShift;
import dev.hourglass.spec.corruption.Masking;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.optimizer.Sgd;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AugmentationTest {
    private static final Dataset DISCS = Examples.discs(90);
    private static final TrainingOptions OPTIONS = TrainingOptions.of(new Adam(0.003)).withEpochs(3).withBatchSize(40);

    static Stream<Autoencoder> specs() {
        return Stream.of(
                Examples.convolutional(), Examples.corrupted(new Masking(0.2)), Examples.residual(),
                Examples.winnerTakeAll());
    }

    private static String weights(Autoencoder spec, TrainingOptions options, int threads) {
        return new Trainer(spec, options).withThreads(threads).train(DISCS).model().weightsSha256();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void givesTheSameBitsOnAnyNumberOfThreads(Autoencoder spec) {
        var options = OPTIONS.withAugment(List.of(
                new RandomFlip(Direction.HORIZONTAL), new RandomRotation(10), new RandomBrightness(0.1)));
        var one = weights(spec, options, 1);
        assertThat(weights(spec, options, 2)).isEqualTo(one);
        assertThat(weights(spec, options, 3)).isEqualTo(one);
        assertThat(weights(spec, OPTIONS, 1)).isNotEqualTo(one);
        assertThat(weights(spec, options.withSeed(2), 1)).isNotEqualTo(one);
    }

    /// A shift that draws its numbers anew gives another loss in each epoch, although the weights stay the same.
    @Test
    void isDrawnAnewInEachEpochAndLeavesValidationAlone() {
        var options = OPTIONS.withOptimizer(new Sgd(1e-30)).withValidation(0.3)
                .withAugment(List.of(new RandomShift(3)));
        var epochs = new Trainer(Examples.convolutional(), options).train(DISCS).epochs();
        var losses = epochs.stream().map(EpochReport::loss).distinct().toList();
        assertThat(losses).hasSize(3);
        assertThat(epochs.stream().map(EpochReport::validationLoss).distinct()).hasSize(1);
    }

    @Test
    void needsPictures() {
        var options = OPTIONS.withAugment(List.of(new RandomShift(3)));
        assertThatThrownBy(() -> new Trainer(Examples.penalised(), options)).isInstanceOf(SpecException.class)
                .hasMessageStartingWith("train.augment: expected input [height, width, channels], found ");
    }

    @Test
    void binarisesFlatSamplesWithTheSameBitsOnAnyNumberOfThreads() {
        var flat = Dataset.ofFloats("flat", Shape.of(12), 90, (sample, into) -> {
            for (int i = 0; i < into.length; i++) into[i] = (float) ((sample * 7 + i) % 11) / 10;
        }, Optional.empty());
        var options = OPTIONS.withAugment(List.of(new RandomBinarisation()));
        var spec = new Autoencoder(Shape.of(12), List.of(new Dense(4, Activation.RELU)),
                List.of(new Dense(12, Activation.IDENTITY)), new BinaryCrossEntropy());
        var weights = Stream.of(1, 2, 3).map(threads -> new Trainer(spec, options).withThreads(threads).train(flat)
                .model().weightsSha256()).distinct().toList();
        assertThat(weights).hasSize(1);
        assertThat(new Trainer(spec, OPTIONS).train(flat).model().weightsSha256()).isNotEqualTo(weights.getFirst());
    }
}
