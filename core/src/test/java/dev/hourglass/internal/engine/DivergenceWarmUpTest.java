package dev.hourglass.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.spec.Bound;
import dev.hourglass.spec.Gaussian;
import dev.hourglass.spec.Plain;
import dev.hourglass.spec.Sgd;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DivergenceWarmUpTest {
    @Test
    void risesInALineFromTheFirstStepOn() {
        var warmUp = DivergenceWarmUp.of(new Gaussian(2, 1, 4, 1, Bound.EVIDENCE, 0, 0));

        assertThat(warmUp.share(1, 0, 100)).isZero();
        assertThat(warmUp.share(1, 50, 100)).isEqualTo(0.125);
        assertThat(warmUp.share(3, 0, 100)).isEqualTo(0.5);
        assertThat(warmUp.share(5, 0, 100)).isOne();
        assertThat(warmUp.share(9, 70, 100)).isOne();
    }

    @Test
    void isWholeWhereNothingWarmsUp() {
        assertThat(DivergenceWarmUp.of(new Gaussian(2, 1)).share(1, 0, 100)).isOne();
        assertThat(DivergenceWarmUp.of(new Plain()).share(1, 0, 100)).isOne();
    }

    /// In the middle of an epoch that is the whole warm-up, the divergence weighs half.
    @Test
    void risesFromStepToStep() {
        var data = Examples.discs(80);
        var order = IntStream.range(0, 80).toArray();
        var warming = Examples.variational().withLatent(new Gaussian(3, 2).withWarmupEpochs(1));
        var half = Examples.variational().withLatent(new Gaussian(3, 1));
        try (var a = new TrainingEngine(warming, new Sgd(0.1), 20, 1, data, 1);
                var b = new TrainingEngine(half, new Sgd(0.1), 20, 1, data, 1)) {
            assertThat(a.step(order, 40, 20, 1, 1)).isCloseTo(b.step(order, 40, 20, 1, 1), within(1e-9));
        }
    }
}
