package dev.hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.Trimming;
import dev.hourglass.spec.corruption.SwapNoise;
import dev.hourglass.spec.optimizer.Adam;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Which samples an epoch trains on.
class EpochSamplesTest {
    private static final double[] LOSSES = {3, 1, 9, 3, 0, 3, 2, 3, 1, 1};

    @Test
    void allOfThemWithoutTrimming() {
        var samples = samples(Optional.empty());
        assertThat(samples.begin(7)).isEqualTo(new SampleOrder(LOSSES.length, 1).ofEpoch(7));
        assertThat(samples.leftOut()).isEmpty();
    }

    @Test
    void notThoseWithTheLargestLossesAndOfEqualOnesNotTheFirst() {
        var samples = samples(Optional.of(new Trimming(0.39, 1)));
        assertThat(samples.begin(1)).hasSize(LOSSES.length);
        var order = samples.begin(2);
        assertThat(samples.leftOut()).containsExactly(0, 2, 3);
        var all = new SampleOrder(LOSSES.length, 1).ofEpoch(2);
        assertThat(order).isEqualTo(IntStream.of(all).filter(i -> !List.of(0, 2, 3).contains(i)).toArray());
    }

    @Test
    void theSameAgainWhenAnEpochIsResumed() {
        var whole = samples(Optional.of(new Trimming(0.2, 1)));
        var order = whole.begin(2).clone();
        var resumed = new EpochSamples(new SampleOrder(LOSSES.length, 1), Optional.of(new Trimming(0.2, 1)), () -> {
            throw new AssertionError("the losses of an epoch that has begun are gone");
        });
        assertThat(resumed.resume(2, whole.leftOut())).isEqualTo(order);
        assertThat(resumed.leftOut()).isEqualTo(whole.leftOut());
    }

    @Test
    void aShareThatIsLessThanASampleLeavesOutNone() {
        assertThat(samples(Optional.of(new Trimming(0.09, 1))).begin(2)).hasSize(LOSSES.length);
    }

    @Test
    void trainsTheSameBitsOnAnyNumberOfThreads() {
        var options = TrainingOptions.of(new Adam(0.003)).withEpochs(4).withBatchSize(32)
                .withTrim(new Trimming(0.2, 1));
        var trainer = new Trainer(Examples.table(new SwapNoise(0.2)), options);
        var data = Examples.table(200);
        var one = trainer.withThreads(1).train(data);
        assertThat(one.epochs().stream().map(EpochReport::samples)).containsExactly(200L, 160L, 160L, 160L);
        assertThat(trainer.withThreads(3).train(data).model().weightsSha256()).isEqualTo(one.model().weightsSha256());
        assertThat(new Trainer(trainer.train(data).model().spec(), options.withoutTrim()).train(data).model()
                .weightsSha256()).isNotEqualTo(one.model().weightsSha256());
    }

    @Test
    void learnsFromTheOthersIfAFewAreWrong() {
        int wrong = 10;
        var clean = Examples.discs(200);
        var data = Dataset.ofFloats("mixed", clean.shape(), 200, (sample, features) -> {
            clean.read(sample, 0, features.length, features, 0, 1);
            for (int i = 0; i < features.length && sample < wrong; i++) {
                features[i] = 1 - features[i];
            }
        }, Optional.empty());
        var options = TrainingOptions.of(new Adam(0.003)).withEpochs(20).withBatchSize(20);
        var spec = Examples.stack();
        var trimmed = new Trainer(spec, options.withTrim(new Trimming(0.05, 8))).train(data).model().score(data);
        var plain = new Trainer(spec, options).train(data).model().score(data);
        assertThat(contrast(trimmed, wrong)).isGreaterThan(1.1 * contrast(plain, wrong));
    }

    /// How much larger the errors of the wrong samples are.
    private static double contrast(double[] errors, int wrong) {
        return Arrays.stream(errors, 0, wrong).average().orElseThrow()
                / Arrays.stream(errors, wrong, errors.length).average().orElseThrow();
    }

    @Test
    void refusesSharesOfNoneAndAll() {
        assertThatThrownBy(() -> new Trimming(0)).isInstanceOf(SpecException.class)
                .hasMessage("trim: share must be above 0 and below 1, found 0.0");
        assertThatThrownBy(() -> new Trimming(1)).isInstanceOf(SpecException.class);
        assertThatThrownBy(() -> new Trimming(0.1, 0)).isInstanceOf(SpecException.class)
                .hasMessage("trim: after must be at least 1, found 0");
    }

    private static EpochSamples samples(Optional<Trimming> trimming) {
        return new EpochSamples(new SampleOrder(LOSSES.length, 1), trimming, LOSSES::clone);
    }
}
