package dev.hourglass.internal.latent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.spec.latent.Bound;
import dev.hourglass.spec.latent.DeterministicLatent;
import dev.hourglass.spec.latent.GaussianLatent;
import org.junit.jupiter.api.Test;

class KlAnnealingTest {
    @Test
    void risesInALineFromTheFirstStepOn() {
        var warmUp = KlAnnealing.of(new GaussianLatent(2, 1, 4, 1, Bound.EVIDENCE, 0, 0));

        assertThat(warmUp.share(1, 0)).isZero();
        assertThat(warmUp.share(1, 0.5)).isEqualTo(0.125);
        assertThat(warmUp.share(3, 0)).isEqualTo(0.5);
        assertThat(warmUp.share(5, 0)).isOne();
        assertThat(warmUp.share(9, 0.7)).isOne();
    }

    @Test
    void isWholeWhereNothingWarmsUp() {
        assertThat(KlAnnealing.of(new GaussianLatent(2, 1)).share(1, 0)).isOne();
        assertThat(KlAnnealing.of(new DeterministicLatent()).share(1, 0)).isOne();
    }
}
