package dev.hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.ContentOrder;
import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.EarlyStopping;
import dev.hourglass.spec.Pretraining;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.Trimming;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.optimizer.Sgd;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BucketBatchesTest {
    private static final Dataset DISCS = Examples.discs(150);
    private static final TrainingOptions OPTIONS = TrainingOptions.of(new Adam(0.003)).withEpochs(3).withBatchSize(32)
            .withBuckets(4);

    @TempDir
    Path folder;

    static Stream<Autoencoder> specs() {
        return Stream.of(
                Examples.dense(), Examples.convolutional(), Examples.variational(), Examples.penalised(),
                Examples.winnerTakeAll(), Examples.residual());
    }

    private static Dataset shuffled(Dataset data) {
        return data.select(IntStream.range(0, data.size()).map(i -> i * 77 % data.size()).toArray());
    }

    private static String weights(Autoencoder spec, TrainingOptions options, int threads, Dataset data) {
        return new Trainer(spec, options).withThreads(threads).train(data).model().weightsSha256();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void giveTheSameBitsWhateverTheOrderOfTheSamplesAndTheNumberOfThreads(Autoencoder spec) {
        var one = weights(spec, OPTIONS, 1, DISCS);
        assertThat(weights(spec, OPTIONS, 3, DISCS)).isEqualTo(one);
        assertThat(weights(spec, OPTIONS, 2, shuffled(DISCS))).isEqualTo(one);
        assertThat(weights(spec, OPTIONS.withBuckets(2), 1, DISCS)).isNotEqualTo(one);
    }

    @Test
    void holdOutTheSameSamplesWhateverTheirOrder() {
        var options = OPTIONS.withValidation(0.2).withEarlyStopping(new EarlyStopping(1)).withEpochs(6);
        var one = new Trainer(Examples.dense(), options).train(DISCS);
        var other = new Trainer(Examples.dense(), options).train(shuffled(DISCS));
        assertThat(other.model().weightsSha256()).isEqualTo(one.model().weightsSha256());
        assertThat(other.epochs().getLast().validationLoss()).isEqualTo(one.epochs().getLast().validationLoss());
        assertThat(other.model().metadata()).isEqualTo(one.model().metadata());
    }

    @Test
    void pretrainLayersInTheSameOrder() {
        var options = OPTIONS.withPretraining(new Pretraining(1));
        assertThat(weights(Examples.stack(), options, 1, shuffled(DISCS)))
                .isEqualTo(weights(Examples.stack(), options, 2, DISCS));
    }

    /// One batch of all samples, whose gradient is the same sum in another order.
    @Test
    void goWhereWholeBatchesGo() {
        var options = TrainingOptions.of(new Sgd(0.1)).withEpochs(3).withBatchSize(150);
        var ordered = DISCS.select(ContentOrder.of(DISCS));
        var whole = new Trainer(Examples.dense(), options).train(ordered).model();
        var slices = new Trainer(Examples.dense(), options.withBuckets(5)).train(DISCS).model();
        for (int tensor = 0; tensor < whole.weights().size(); tensor++) {
            var expected = whole.weights().get(tensor).values();
            var found = slices.weights().get(tensor).values();
            for (int i = 0; i < expected.length; i++) {
                assertThat(found[i]).isCloseTo(expected[i], within(1e-5f));
            }
        }
    }

    @Test
    void areResumedWithinAnEpoch() {
        var whole = new Trainer(Examples.dense(), OPTIONS).train(DISCS);
        var isStopping = new AtomicBoolean();
        var listener = new TrainingListener() {
            @Override
            public void onStep(StepReport step) {
                isStopping.set(step.epoch() == 2 && step.step() == 2);
            }
        };
        new Trainer(Examples.dense(), OPTIONS).withCheckpoints(folder).stopWhen(isStopping::get).withListener(listener)
                .train(DISCS);
        var checkpoint = Checkpoint.latest(folder).orElseThrow();
        assertThat(checkpoint.step()).isEqualTo(2);
        var resumed = new Trainer(Examples.dense(), OPTIONS).resume(checkpoint).train(shuffled(DISCS));
        assertThat(resumed.model().weightsSha256()).isEqualTo(whole.model().weightsSha256());
    }

    @Test
    void endWhereALossIsNotFinite() {
        var huge = Dataset.ofFloats("huge", DISCS.shape(), DISCS.size(), (sample, features) -> {
            DISCS.read(sample, 0, features.length, features, 0, 1);
            features[0] = sample == 11 ? Float.MAX_VALUE : features[0];
        }, Optional.empty());
        var trainer = new Trainer(Examples.dense(), OPTIONS.withBuckets(8));
        assertThatThrownBy(() -> trainer.train(huge)).isInstanceOf(TrainingException.class)
                .hasMessageContaining("epoch 1");
    }

    @Test
    void divideTheBatch() {
        assertThatThrownBy(() -> OPTIONS.withBuckets(5)).isInstanceOf(SpecException.class)
                .hasMessage("train: expected a batch of equal slices of 5 buckets, found 32; set batch to 35");
        assertThatThrownBy(() -> OPTIONS.withBuckets(0)).isInstanceOf(SpecException.class)
                .hasMessage("train: buckets must be at least 1, found 0");
        assertThatThrownBy(() -> OPTIONS.withTrim(new Trimming(0.1))).isInstanceOf(SpecException.class).hasMessage(
                "train: buckets do not know which samples of all have the largest losses; remove trim, or buckets");
    }
}
