package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.profile.Profile;
import dev.hourglass.spec.optimizer.Adam;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilerTest {
    private static final int SAMPLES = 200;
    private static final int BATCH = 150;

    private static TrainingEngine engine(int threads) {
        return new TrainingEngine(
                Examples.convolutional(), new Adam(0.003), BATCH, 1, Examples.discs(SAMPLES), threads, Kernels.best());
    }

    private static void trainAnEpoch(TrainingEngine engine) {
        var order = IntStream.range(0, SAMPLES).toArray();
        for (int from = 0; from < SAMPLES; from += BATCH) {
            engine.step(order, from, Math.min(BATCH, SAMPLES - from), 1, 1);
        }
    }

    private static Profile profile(int threads) {
        try (var engine = engine(threads)) {
            engine.startProfile();
            trainAnEpoch(engine);
            return engine.profile();
        }
    }

    @Test
    void leavesEveryBitAsItIs() {
        try (var plain = engine(2); var profiled = engine(2)) {
            profiled.startProfile();
            trainAnEpoch(plain);
            trainAnEpoch(profiled);
            assertThat(profiled.weights()).isEqualTo(plain.weights());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void givesTheThreadsWholeTimeAway(int threads) {
        var profile = profile(threads);
        assertThat(profile.threads()).isEqualTo(threads);
        assertThat(profile.seconds()).isPositive();
        assertThat(profile.filling()).isPositive();
        assertThat(profile.loss()).isPositive();
        assertThat(profile.update()).isPositive();
        assertThat(profile.waiting()).isBetween(-1e-12, profile.threadSeconds());
        assertThat(profile.layers()).allSatisfy(layer -> {
            assertThat(layer.forward().seconds()).isPositive();
            assertThat(layer.weightGradient().seconds() + layer.inputGradient().seconds()).isPositive();
        });
    }

    @Test
    void countsTheWorkOfRealSamples() {
        var profile = profile(2);
        var work = Graph.of(Examples.convolutional(), BATCH).work().times(SAMPLES);
        assertThat(profile.steps()).isEqualTo(2);
        assertThat(profile.samples()).isEqualTo(SAMPLES);
        assertThat(profile.computing().multiplyAdds()).isEqualTo(work.total());
        assertThat(profile.layers().getFirst().title()).isEqualTo("encoder layer 1 (conv 3x3 11x9x2->11x9x13)");
        assertThat(profile.layers().getFirst().inputGradient().multiplyAdds()).isZero();
    }

    @Test
    void forgetsWhatItMeasuredWhenItIsStartedAgain() {
        try (var engine = engine(1)) {
            engine.startProfile();
            trainAnEpoch(engine);
            engine.startProfile();
            trainAnEpoch(engine);
            assertThat(engine.profile().samples()).isEqualTo(SAMPLES);
        }
    }

    @Test
    void measuresNothingUnlessAsked() {
        try (var engine = engine(1)) {
            trainAnEpoch(engine);
            assertThat(engine.profile().steps()).isZero();
            assertThat(engine.profile().computing().seconds()).isZero();
        }
    }
}
